"""What the company's other systems know of a customer: told by API, or looked up when somebody asks."""
