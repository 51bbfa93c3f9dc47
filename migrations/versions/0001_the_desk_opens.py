"""The desk opens: the first tables."""

from alembic import op
from flask import current_app

revision = "0001"
down_revision = None


def upgrade() -> None:
    current_app.extensions["migrate"].db.metadata.create_all(op.get_bind())


def downgrade() -> None:
    current_app.extensions["migrate"].db.metadata.drop_all(op.get_bind())
