"""The pages of agents and supervisors."""
