"""Moving: articles come in from Markdown folders, CSV and Zendesk's help centre, and go out as Markdown folders."""

from knowledge_base.moving.exporting import export_to, export_zip
from knowledge_base.moving.reading import Unreadable, read
from knowledge_base.moving.taking import Report, take

__all__ = ["Report", "Unreadable", "export_to", "export_zip", "read", "take"]
