"""Articles: texts, revisions, how they are asked for, what readers say of them, and the help centre."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

AT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _make_article_category()
    _make_article_word()
    _make_help_centre()
    _make_article()
    _make_help_visit()
    _make_article_address()
    _make_article_change()
    _make_article_feedback()
    _make_article_file()
    _make_article_phrasing()
    _make_article_segment()
    _make_article_text()
    _make_taught()
    _make_article_revision()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)


def _make_article_category() -> None:
    op.create_table(
        "article_category",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("parent_id", NUMBER, nullable=True),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("descriptions", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=True),
        sa.Column("created_at", AT, nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["article_category.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_article_category_parent_id", "article_category", ["parent_id"], unique=False)
    op.create_index("ux_article_category_origin", "article_category", ["origin"], unique=True)
    op.create_index("ux_article_category_slug", "article_category", ["slug"], unique=True)


def _make_article_word() -> None:
    op.create_table(
        "article_word",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("approved_at", AT, nullable=True),
        sa.Column("created_by", NUMBER, nullable=True),
        sa.Column("created_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ux_article_word", "article_word", ["kind", "key"], unique=True)


def _make_help_centre() -> None:
    op.create_table(
        "help_centre",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("color", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("logo", sa.String(), nullable=False),
        sa.Column("home", sa.String(), nullable=False),
        sa.Column("inbox_key", sa.String(), nullable=False),
        sa.Column("review", sa.Boolean(), nullable=False),
        sa.Column("indexed", sa.Boolean(), nullable=False),
        sa.Column("updated_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _make_article() -> None:
    op.create_table(
        "article",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("category_id", NUMBER, nullable=True),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("source_language", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("promoted", sa.Boolean(), nullable=False),
        sa.Column("owner_id", NUMBER, nullable=True),
        sa.Column("check_by", AT, nullable=True),
        sa.Column("origin", sa.String(), nullable=True),
        sa.Column("created_by", NUMBER, nullable=True),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("removed_at", AT, nullable=True),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["article_category.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_article_category_id", "article", ["category_id"], unique=False)
    op.create_index("ix_article_check_by", "article", ["check_by"], unique=False)
    op.create_index("ix_article_owner_id", "article", ["owner_id"], unique=False)
    op.create_index("ux_article_origin", "article", ["origin"], unique=True)


def _make_help_visit() -> None:
    op.create_table(
        "help_visit",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("ends_at", AT, nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_help_visit_customer_id", "help_visit", ["customer_id"], unique=False)
    op.create_index("ix_help_visit_ends_at", "help_visit", ["ends_at"], unique=False)
    op.create_index("ux_help_visit", "help_visit", ["token_hash"], unique=True)


def _make_article_address() -> None:
    op.create_table(
        "article_address",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_article_address_article_id", "article_address", ["article_id"], unique=False)
    op.create_index("ux_article_address", "article_address", ["language", "slug"], unique=True)


def _make_article_change() -> None:
    op.create_table(
        "article_change",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_article_change_article", "article_change", ["article_id"], unique=False)


def _make_article_feedback() -> None:
    op.create_table(
        "article_feedback",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("reader", sa.LargeBinary(length=16), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("handled_at", AT, nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_article_feedback_at", "article_feedback", ["at"], unique=False)
    op.create_index("ux_article_feedback", "article_feedback", ["article_id", "language", "reader"], unique=True)


def _make_article_file() -> None:
    op.create_table(
        "article_file",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("storage_key", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("created_by", NUMBER, nullable=True),
        sa.Column("created_at", AT, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_article_file_article_id", "article_file", ["article_id"], unique=False)
    op.create_index("ux_article_file_token", "article_file", ["token"], unique=True)


def _make_article_phrasing() -> None:
    op.create_table(
        "article_phrasing",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("ticket_id", NUMBER, nullable=True),
        sa.Column("approved_at", AT, nullable=True),
        sa.Column("created_by", NUMBER, nullable=True),
        sa.Column("created_at", AT, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ux_article_phrasing", "article_phrasing", ["article_id", "language", "key"], unique=True)


def _make_article_segment() -> None:
    op.create_table(
        "article_segment",
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("segment_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("article_id", "segment_id"),
    )
    op.create_index("ix_article_segment_segment_id", "article_segment", ["segment_id"], unique=False)


def _make_article_text() -> None:
    op.create_table(
        "article_text",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("plain", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("draft_id", NUMBER, nullable=True),
        sa.Column("published_id", NUMBER, nullable=True),
        sa.Column("published_at", AT, nullable=True),
        sa.Column("edited_at", AT, nullable=True),
        sa.Column("translated_id", NUMBER, nullable=True),
        sa.Column("review", sa.String(), nullable=True),
        sa.Column("reviewer_id", NUMBER, nullable=True),
        sa.Column("review_note", sa.String(), nullable=False),
        sa.Column("publish_at", AT, nullable=True),
        sa.Column("updated_at", AT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("article_id", "language", name="ux_article_text"),
    )
    op.create_index(
        "ix_article_text_due",
        "article_text",
        ["publish_at"],
        unique=False,
        sqlite_where=sa.text("publish_at IS NOT NULL"),
        postgresql_where=sa.text("publish_at IS NOT NULL"),
    )
    op.create_index("ux_article_text_slug", "article_text", ["language", "slug"], unique=True)


def _make_taught() -> None:
    op.create_table(
        "taught",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("ticket_id", NUMBER, nullable=False),
        sa.Column("message_id", NUMBER, nullable=True),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("by_id", NUMBER, nullable=True),
        sa.Column("at", AT, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_taught_article_id", "taught", ["article_id"], unique=False)
    op.create_index("ix_taught_at", "taught", ["at"], unique=False)
    op.create_index("ux_taught", "taught", ["ticket_id", "article_id", "how"], unique=True)


def _make_article_revision() -> None:
    op.create_table(
        "article_revision",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("text_id", NUMBER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("author_id", NUMBER, nullable=True),
        sa.Column("at", AT, nullable=False),
        sa.Column("published_at", AT, nullable=True),
        sa.ForeignKeyConstraint(
            ["text_id"],
            ["article_text.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ux_article_revision", "article_revision", ["text_id", "number"], unique=True)


TABLES = [
    "article_category",
    "article_word",
    "help_centre",
    "article",
    "help_visit",
    "article_address",
    "article_change",
    "article_feedback",
    "article_file",
    "article_phrasing",
    "article_segment",
    "article_text",
    "taught",
    "article_revision",
]
