"""The floor and the roof of the helpdesk: foundation files, the edges for people, and the assembly."""
