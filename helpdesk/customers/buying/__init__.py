"""What customers buy: orders and products, told by the company's own shop."""
