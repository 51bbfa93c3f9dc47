"""The desk opens: the first tables, the full-text index and the views that the desk comes with."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# tokenize=ascii: our words are cut already, and it leaves every other letter alone.
# fastupdate=off: no list of pending entries, which every search would have to read through.
SEARCH = {'postgresql': ['CREATE TABLE search_message (message_id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)',
                'CREATE INDEX ix_search_message_words ON search_message USING gin (words) WITH (fastupdate = off)'],
 'sqlite': ["CREATE VIRTUAL TABLE search_message USING fts5(words, tokenize='ascii', columnsize=0)"]}

VIEWS = [{'key': 'mine',
  'name_en': 'My open',
  'name_zh': '我的待处理',
  'icon': 'user',
  'group': 'mine',
  'conditions': {'all': [{'field': 'assignee_id', 'op': 'is', 'value': 'me'},
                         {'field': 'category', 'op': 'is', 'value': 'open'},
                         {'field': 'snoozed', 'op': 'is', 'value': False},
                         {'field': 'spam', 'op': 'is', 'value': False},
                         {'field': 'trashed', 'op': 'is', 'value': False},
                         {'field': 'merged_into', 'op': 'unset'}]},
  'sort': {'by': 'last_message_at', 'descending': True}},
 {'key': 'mine_waiting',
  'name_en': 'Mine, waiting',
  'name_zh': '我的等待中',
  'icon': 'clock',
  'group': 'mine',
  'conditions': {'all': [{'field': 'assignee_id', 'op': 'is', 'value': 'me'},
                         {'field': 'category', 'op': 'is', 'value': 'waiting'},
                         {'field': 'snoozed', 'op': 'is', 'value': False},
                         {'field': 'spam', 'op': 'is', 'value': False},
                         {'field': 'trashed', 'op': 'is', 'value': False},
                         {'field': 'merged_into', 'op': 'unset'}]},
  'sort': {'by': 'last_message_at', 'descending': True}},
 {'key': 'mine_snoozed',
  'name_en': 'Snoozed',
  'name_zh': '稍后处理',
  'icon': 'alarm-clock',
  'group': 'mine',
  'conditions': {'all': [{'field': 'assignee_id', 'op': 'is', 'value': 'me'},
                         {'field': 'snoozed', 'op': 'is', 'value': True},
                         {'field': 'category', 'op': 'is_not', 'value': 'done'},
                         {'field': 'spam', 'op': 'is', 'value': False},
                         {'field': 'trashed', 'op': 'is', 'value': False},
                         {'field': 'merged_into', 'op': 'unset'}]},
  'sort': {'by': 'last_message_at', 'descending': True}},
 {'key': 'unassigned',
  'name_en': 'Unassigned',
  'name_zh': '未分配',
  'icon': 'inbox',
  'group': 'team',
  'conditions': {'all': [{'field': 'assignee_id', 'op': 'unset'},
                         {'field': 'category', 'op': 'is', 'value': 'open'},
                         {'field': 'snoozed', 'op': 'is', 'value': False},
                         {'any': [{'field': 'team_id', 'op': 'in', 'value': 'my_teams'},
                                  {'field': 'team_id', 'op': 'unset'}]},
                         {'field': 'spam', 'op': 'is', 'value': False},
                         {'field': 'trashed', 'op': 'is', 'value': False},
                         {'field': 'merged_into', 'op': 'unset'}]},
  'sort': {'by': 'waiting_since', 'descending': False}},
 {'key': 'team_open',
  'name_en': "My teams' open",
  'name_zh': '团队待处理',
  'icon': 'users',
  'group': 'team',
  'conditions': {'all': [{'field': 'category', 'op': 'is', 'value': 'open'},
                         {'field': 'snoozed', 'op': 'is', 'value': False},
                         {'field': 'team_id', 'op': 'in', 'value': 'my_teams'},
                         {'field': 'spam', 'op': 'is', 'value': False},
                         {'field': 'trashed', 'op': 'is', 'value': False},
                         {'field': 'merged_into', 'op': 'unset'}]},
  'sort': {'by': 'last_message_at', 'descending': True}},
 {'key': 'open',
  'name_en': 'All open',
  'name_zh': '全部待处理',
  'icon': 'circle-dot',
  'group': 'all',
  'conditions': {'all': [{'field': 'category', 'op': 'is', 'value': 'open'},
                         {'field': 'snoozed', 'op': 'is', 'value': False},
                         {'field': 'spam', 'op': 'is', 'value': False},
                         {'field': 'trashed', 'op': 'is', 'value': False},
                         {'field': 'merged_into', 'op': 'unset'}]},
  'sort': {'by': 'last_message_at', 'descending': True}},
 {'key': 'waiting',
  'name_en': 'Pending & on hold',
  'name_zh': '等待与搁置',
  'icon': 'circle-pause',
  'group': 'all',
  'conditions': {'all': [{'field': 'category', 'op': 'is', 'value': 'waiting'},
                         {'field': 'snoozed', 'op': 'is', 'value': False},
                         {'field': 'spam', 'op': 'is', 'value': False},
                         {'field': 'trashed', 'op': 'is', 'value': False},
                         {'field': 'merged_into', 'op': 'unset'}]},
  'sort': {'by': 'last_message_at', 'descending': True}},
 {'key': 'solved',
  'name_en': 'Recently solved',
  'name_zh': '最近解决',
  'icon': 'circle-check',
  'group': 'all',
  'conditions': {'all': [{'field': 'status', 'op': 'is', 'value': 'solved'},
                         {'field': 'spam', 'op': 'is', 'value': False},
                         {'field': 'trashed', 'op': 'is', 'value': False},
                         {'field': 'merged_into', 'op': 'unset'}]},
  'sort': {'by': 'last_message_at', 'descending': True}},
 {'key': 'spam',
  'name_en': 'Spam',
  'name_zh': '垃圾工单',
  'icon': 'ban',
  'group': 'all',
  'conditions': {'all': [{'field': 'spam', 'op': 'is', 'value': True},
                         {'field': 'trashed', 'op': 'is', 'value': False},
                         {'field': 'merged_into', 'op': 'unset'}]},
  'sort': {'by': 'last_message_at', 'descending': True}},
 {'key': 'trash',
  'name_en': 'Trash',
  'name_zh': '回收站',
  'icon': 'trash-2',
  'group': 'all',
  'conditions': {'all': [{'field': 'trashed', 'op': 'is', 'value': True}]},
  'sort': {'by': 'last_message_at', 'descending': True}}]


def upgrade() -> None:
    op.create_table('agent',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('password_hash', sa.String(), nullable=True),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('time_zone', sa.String(), nullable=False),
    sa.Column('preferences', sa.JSON(), nullable=False),
    sa.Column('capacity', sa.Integer(), nullable=False),
    sa.Column('availability', sa.String(), nullable=False),
    sa.Column('idle', sa.Boolean(), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('here_since', sa.DateTime(timezone=True), nullable=True),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.Column('disabled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('ux_agent_email', 'agent', ['email'], unique=True)
    op.create_table('customer',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('row_key', sa.LargeBinary(length=16), nullable=False),
    sa.Column('name_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('notes_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('time_zone', sa.String(), nullable=True),
    sa.Column('tags', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('blocked_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_table('early_receipt',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('inbox_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('external_index', sa.LargeBinary(length=16), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('error', sa.String(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_early_receipt_created_at'), 'early_receipt', ['created_at'], unique=False)
    op.create_index('ix_early_receipt_external', 'early_receipt', ['inbox_id', 'external_index'], unique=False)
    op.create_table('event',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('customer_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('message_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('actor_kind', sa.String(), nullable=False),
    sa.Column('actor_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('delivered_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('ix_event_customer', 'event', ['customer_id', 'id'], unique=False)
    op.create_index('ix_event_ticket', 'event', ['ticket_id', 'id'], unique=False)
    op.create_index('ix_event_undelivered', 'event', ['id'], unique=False, sqlite_where=sa.text('delivered_at IS NULL'), postgresql_where=sa.text('delivered_at IS NULL'))
    op.create_table('event_retry',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('event_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('reaction', sa.String(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('error', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_event_retry_due_at'), 'event_retry', ['due_at'], unique=False)
    op.create_table('heartbeat',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('name')
    )
    op.create_table('lease',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('holder', sa.String(), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('name')
    )
    op.create_table('routing_decision',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('team_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('agent_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('strategy', sa.String(), nullable=False),
    sa.Column('from_queue', sa.Boolean(), nullable=False),
    sa.Column('not_to', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('looked_at', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('ix_routing_decision_agent', 'routing_decision', ['agent_id', 'id'], unique=False)
    op.create_index('ix_routing_decision_ticket', 'routing_decision', ['ticket_id', 'id'], unique=False)
    op.create_table('search_todo',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('message_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_table('tag',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('ux_tag_name', 'tag', ['name'], unique=True)
    op.create_table('team',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('ux_team_name', 'team', ['name'], unique=True)
    op.create_table('ticket_field',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('label_en', sa.String(), nullable=False),
    sa.Column('label_zh', sa.String(), nullable=False),
    sa.Column('help_en', sa.String(), nullable=False),
    sa.Column('help_zh', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('choices', sa.JSON(), nullable=False),
    sa.Column('required', sa.Boolean(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('enabled', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('ux_ticket_field_key', 'ticket_field', ['key'], unique=True)
    op.create_table('api_token',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('agent_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['agent_id'], ['agent.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_api_token_agent_id'), 'api_token', ['agent_id'], unique=False)
    op.create_index('ux_api_token_hash', 'api_token', ['token_hash'], unique=True)
    op.create_table('idempotency_key',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('row_key', sa.LargeBinary(length=16), nullable=False),
    sa.Column('agent_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('key_index', sa.LargeBinary(length=16), nullable=False),
    sa.Column('asked', sa.LargeBinary(length=32), nullable=False),
    sa.Column('status', sa.Integer(), nullable=False),
    sa.Column('body_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['agent_id'], ['agent.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_idempotency_key_created_at'), 'idempotency_key', ['created_at'], unique=False)
    op.create_index('ux_idempotency_key', 'idempotency_key', ['agent_id', 'key_index'], unique=True)
    op.create_table('identity',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('row_key', sa.LargeBinary(length=16), nullable=False),
    sa.Column('customer_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('value_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('value_index', sa.LargeBinary(length=16), nullable=False),
    sa.Column('verified_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('how', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_identity_customer_id'), 'identity', ['customer_id'], unique=False)
    op.create_index('ix_identity_value', 'identity', ['kind', 'value_index'], unique=False)
    op.create_index('ux_identity_verified', 'identity', ['kind', 'value_index'], unique=True, sqlite_where=sa.text('verified_at IS NOT NULL'), postgresql_where=sa.text('verified_at IS NOT NULL'))
    op.create_table('inbox',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('row_key', sa.LargeBinary(length=16), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('channel', sa.String(), nullable=False),
    sa.Column('team_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('settings_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('options', sa.JSON(), nullable=False),
    sa.Column('enabled', sa.Boolean(), nullable=False),
    sa.Column('last_in_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_out_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('polled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_error', sa.String(), nullable=True),
    sa.Column('last_error_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('paused_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('state', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('ux_inbox_key', 'inbox', ['key'], unique=True)
    op.create_table('job_status',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('agent_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('results', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['agent_id'], ['agent.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_job_status_agent_id'), 'job_status', ['agent_id'], unique=False)
    op.create_index(op.f('ix_job_status_created_at'), 'job_status', ['created_at'], unique=False)
    op.create_table('macro',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('title_en', sa.String(), nullable=False),
    sa.Column('title_zh', sa.String(), nullable=False),
    sa.Column('description', sa.String(), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('replies', sa.JSON(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('owner_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['owner_id'], ['agent.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_macro_owner_id'), 'macro', ['owner_id'], unique=False)
    op.create_table('membership',
    sa.Column('team_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('agent_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['agent_id'], ['agent.id'], ),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], ),
    sa.PrimaryKeyConstraint('team_id', 'agent_id')
    )
    op.create_index(op.f('ix_membership_agent_id'), 'membership', ['agent_id'], unique=False)
    op.create_table('saved_reply',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('shortcut', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=True),
    sa.Column('team_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('owner_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('attachment_ids', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['owner_id'], ['agent.id'], ),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_saved_reply_owner_id'), 'saved_reply', ['owner_id'], unique=False)
    op.create_table('sign_in',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('agent_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['agent_id'], ['agent.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_sign_in_agent_id'), 'sign_in', ['agent_id'], unique=False)
    op.create_index('ix_sign_in_until', 'sign_in', ['until'], unique=False)
    op.create_table('ticket_view',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('key', sa.String(), nullable=True),
    sa.Column('name_en', sa.String(), nullable=False),
    sa.Column('name_zh', sa.String(), nullable=False),
    sa.Column('icon', sa.String(), nullable=False),
    sa.Column('group', sa.String(), nullable=False),
    sa.Column('owner_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('conditions', sa.JSON(), nullable=False),
    sa.Column('sort', sa.JSON(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['owner_id'], ['agent.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_ticket_view_owner_id'), 'ticket_view', ['owner_id'], unique=False)
    op.create_table('arrival',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('row_key', sa.LargeBinary(length=16), nullable=False),
    sa.Column('inbox_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('raw_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('error_sealed', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['inbox_id'], ['inbox.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('ix_arrival_at', 'arrival', ['at'], unique=False)
    op.create_index('ix_arrival_dead', 'arrival', ['id'], unique=False, sqlite_where=sa.text("state = 'dead'"), postgresql_where=sa.text("state = 'dead'"))
    op.create_table('ticket',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('priority', sa.String(), nullable=False),
    sa.Column('type', sa.String(), nullable=True),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('channel', sa.String(), nullable=False),
    sa.Column('inbox_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('customer_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('identity_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('conversation', sa.LargeBinary(length=16), nullable=True),
    sa.Column('team_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('assignee_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('parent_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('merged_into_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('cc_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('row_key', sa.LargeBinary(length=16), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('solved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('snoozed_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('spam_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('trashed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('first_replied_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('waiting_since', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_inbound_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_message_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_message_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('preview', sa.String(), nullable=False),
    sa.Column('preview_by', sa.String(), nullable=False),
    sa.Column('message_count', sa.Integer(), nullable=False),
    sa.Column('tag_names', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['assignee_id'], ['agent.id'], ),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], ),
    sa.ForeignKeyConstraint(['identity_id'], ['identity.id'], ),
    sa.ForeignKeyConstraint(['merged_into_id'], ['ticket.id'], ),
    sa.ForeignKeyConstraint(['parent_id'], ['ticket.id'], ),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('ix_ticket_active', 'ticket', ['last_message_at', 'id', 'status', 'team_id', 'assignee_id', 'snoozed_until', 'spam_at', 'trashed_at', 'merged_into_id'], unique=False, sqlite_where=sa.text("status IN ('new','open','pending','on_hold') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"), postgresql_where=sa.text("status IN ('new','open','pending','on_hold') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"))
    op.create_index('ix_ticket_active_assignee', 'ticket', ['assignee_id', 'last_message_at', 'id', 'status', 'team_id', 'snoozed_until', 'spam_at', 'trashed_at', 'merged_into_id'], unique=False, sqlite_where=sa.text("status IN ('new','open','pending','on_hold') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"), postgresql_where=sa.text("status IN ('new','open','pending','on_hold') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"))
    op.create_index('ix_ticket_active_team', 'ticket', ['team_id', 'last_message_at', 'id', 'status', 'assignee_id', 'snoozed_until', 'spam_at', 'trashed_at', 'merged_into_id'], unique=False, sqlite_where=sa.text("status IN ('new','open','pending','on_hold') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"), postgresql_where=sa.text("status IN ('new','open','pending','on_hold') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"))
    op.create_index('ix_ticket_created', 'ticket', ['created_at', 'id'], unique=False, sqlite_where=sa.text('spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL'), postgresql_where=sa.text('spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL'))
    op.create_index('ix_ticket_customer', 'ticket', ['customer_id', 'id'], unique=False)
    op.create_index('ix_ticket_identity', 'ticket', ['identity_id', 'id'], unique=False)
    op.create_index('ix_ticket_merged', 'ticket', ['merged_into_id'], unique=False, sqlite_where=sa.text('merged_into_id IS NOT NULL'), postgresql_where=sa.text('merged_into_id IS NOT NULL'))
    op.create_index('ix_ticket_parent', 'ticket', ['parent_id'], unique=False, sqlite_where=sa.text('parent_id IS NOT NULL'), postgresql_where=sa.text('parent_id IS NOT NULL'))
    op.create_index('ix_ticket_queue', 'ticket', ['team_id', 'waiting_since', 'id'], unique=False, sqlite_where=sa.text("assignee_id IS NULL AND status IN ('new','open') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"), postgresql_where=sa.text("assignee_id IS NULL AND status IN ('new','open') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"))
    op.create_index('ix_ticket_recent', 'ticket', ['last_message_at', 'id'], unique=False, sqlite_where=sa.text('spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL'), postgresql_where=sa.text('spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL'))
    op.create_index('ix_ticket_snoozed', 'ticket', ['snoozed_until'], unique=False, sqlite_where=sa.text('snoozed_until IS NOT NULL'), postgresql_where=sa.text('snoozed_until IS NOT NULL'))
    op.create_index('ix_ticket_solved', 'ticket', ['last_message_at', 'id', 'status', 'team_id', 'assignee_id', 'snoozed_until', 'spam_at', 'trashed_at', 'merged_into_id'], unique=False, sqlite_where=sa.text("status = 'solved' AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"), postgresql_where=sa.text("status = 'solved' AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"))
    op.create_index('ix_ticket_solved_at', 'ticket', ['solved_at'], unique=False, sqlite_where=sa.text("status = 'solved'"), postgresql_where=sa.text("status = 'solved'"))
    op.create_index('ix_ticket_spam', 'ticket', ['last_message_at', 'id'], unique=False, sqlite_where=sa.text('spam_at IS NOT NULL'), postgresql_where=sa.text('spam_at IS NOT NULL'))
    op.create_index('ix_ticket_trash', 'ticket', ['last_message_at', 'id'], unique=False, sqlite_where=sa.text('trashed_at IS NOT NULL'), postgresql_where=sa.text('trashed_at IS NOT NULL'))
    op.create_index('ix_ticket_updated', 'ticket', ['updated_at', 'id'], unique=False)
    op.create_index('ix_ticket_waiting', 'ticket', ['waiting_since', 'id', 'team_id', 'status', 'assignee_id', 'snoozed_until', 'spam_at', 'trashed_at', 'merged_into_id'], unique=False, sqlite_where=sa.text("assignee_id IS NULL AND status IN ('new','open') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"), postgresql_where=sa.text("assignee_id IS NULL AND status IN ('new','open') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"))
    op.create_table('visitor',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('row_key', sa.LargeBinary(length=16), nullable=False),
    sa.Column('inbox_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('identity_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('user_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('user_index', sa.LargeBinary(length=16), nullable=True),
    sa.Column('said_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['identity_id'], ['identity.id'], ),
    sa.ForeignKeyConstraint(['inbox_id'], ['inbox.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_visitor_identity_id'), 'visitor', ['identity_id'], unique=False)
    op.create_index('ix_visitor_seen', 'visitor', ['seen_at'], unique=False)
    op.create_index(op.f('ix_visitor_user_index'), 'visitor', ['user_index'], unique=False)
    op.create_index('ux_visitor_token', 'visitor', ['token_hash'], unique=True)
    op.create_table('draft',
    sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('agent_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('attachment_ids', sa.JSON(), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['agent_id'], ['agent.id'], ),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], ),
    sa.PrimaryKeyConstraint('ticket_id', 'agent_id')
    )
    op.create_index(op.f('ix_draft_agent_id'), 'draft', ['agent_id'], unique=False)
    op.create_table('follower',
    sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('agent_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['agent_id'], ['agent.id'], ),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], ),
    sa.PrimaryKeyConstraint('ticket_id', 'agent_id')
    )
    op.create_index(op.f('ix_follower_agent_id'), 'follower', ['agent_id'], unique=False)
    op.create_table('message',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('row_key', sa.LargeBinary(length=16), nullable=False),
    sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('origin_ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('author_kind', sa.String(), nullable=False),
    sa.Column('author_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('reply_text', sa.String(), nullable=True),
    sa.Column('html', sa.String(), nullable=True),
    sa.Column('subject', sa.String(), nullable=True),
    sa.Column('inbox_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('identity_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('envelope_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('external_index', sa.LargeBinary(length=16), nullable=True),
    sa.Column('client_id', sa.String(), nullable=True),
    sa.Column('trust', sa.String(), nullable=True),
    sa.Column('is_auto', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(), nullable=True),
    sa.Column('state_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('error', sa.String(), nullable=True),
    sa.Column('edited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('earlier', sa.JSON(), nullable=True),
    sa.Column('status_after', sa.String(), nullable=True),
    sa.ForeignKeyConstraint(['identity_id'], ['identity.id'], ),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('ix_message_origin', 'message', ['origin_ticket_id'], unique=False)
    op.create_index('ix_message_scheduled', 'message', ['due_at'], unique=False, sqlite_where=sa.text("state = 'scheduled'"), postgresql_where=sa.text("state = 'scheduled'"))
    op.create_index('ix_message_thread', 'message', ['ticket_id', 'at', 'id'], unique=False)
    op.create_index('ux_message_client', 'message', ['origin_ticket_id', 'client_id'], unique=True, sqlite_where=sa.text('client_id IS NOT NULL'), postgresql_where=sa.text('client_id IS NOT NULL'))
    op.create_index('ux_message_external', 'message', ['inbox_id', 'external_index'], unique=True, sqlite_where=sa.text('external_index IS NOT NULL'), postgresql_where=sa.text('external_index IS NOT NULL'))
    op.create_table('reading',
    sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('agent_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('message_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['agent_id'], ['agent.id'], ),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], ),
    sa.PrimaryKeyConstraint('ticket_id', 'agent_id')
    )
    op.create_table('tagging',
    sa.Column('tag_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['tag_id'], ['tag.id'], ),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], ),
    sa.PrimaryKeyConstraint('tag_id', 'ticket_id')
    )
    op.create_index(op.f('ix_tagging_ticket_id'), 'tagging', ['ticket_id'], unique=False)
    op.create_table('ticket_link',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('other_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['other_id'], ['ticket.id'], ),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_ticket_link_other_id'), 'ticket_link', ['other_id'], unique=False)
    op.create_index('ux_ticket_link', 'ticket_link', ['ticket_id', 'other_id', 'kind'], unique=True)
    op.create_table('attachment',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('storage_key', sa.String(), nullable=False),
    sa.Column('message_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('uploaded_by_kind', sa.String(), nullable=True),
    sa.Column('uploaded_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('filename', sa.String(), nullable=False),
    sa.Column('content_type', sa.String(), nullable=False),
    sa.Column('size', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('sha256', sa.LargeBinary(length=32), nullable=True),
    sa.Column('content_id', sa.String(), nullable=True),
    sa.Column('inline', sa.Boolean(), nullable=False),
    sa.Column('thumbnail_key', sa.String(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_attachment_message_id'), 'attachment', ['message_id'], unique=False)
    op.create_index('ux_attachment_token', 'attachment', ['token'], unique=True)
    op.create_table('mention',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('inbox_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('message_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('external_index', sa.LargeBinary(length=16), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('ix_mention_external', 'mention', ['inbox_id', 'external_index'], unique=False)
    op.create_index(op.f('ix_mention_message_id'), 'mention', ['message_id'], unique=False)
    op.create_table('outgoing',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('message_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('inbox_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('identity_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('external_index', sa.LargeBinary(length=16), nullable=True),
    sa.Column('error', sa.String(), nullable=True),
    sa.ForeignKeyConstraint(['identity_id'], ['identity.id'], ),
    sa.ForeignKeyConstraint(['inbox_id'], ['inbox.id'], ),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('ix_outgoing_due', 'outgoing', ['inbox_id', 'due_at', 'id'], unique=False, sqlite_where=sa.text("state IN ('queued','sending')"), postgresql_where=sa.text("state IN ('queued','sending')"))
    op.create_index('ix_outgoing_external', 'outgoing', ['inbox_id', 'external_index'], unique=False)
    op.create_index('ix_outgoing_order', 'outgoing', ['ticket_id', 'id'], unique=False, sqlite_where=sa.text("state IN ('queued','sending')"), postgresql_where=sa.text("state IN ('queued','sending')"))
    op.create_index('ux_outgoing_message', 'outgoing', ['message_id', 'inbox_id'], unique=True)
    op.create_table('webchat_follow_up',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('message_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_webchat_follow_up_due_at'), 'webchat_follow_up', ['due_at'], unique=False)
    op.create_index('ux_webchat_follow_up_message', 'webchat_follow_up', ['message_id'], unique=True)
    op.create_table('api_upload',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('attachment_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['attachment_id'], ['attachment.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_api_upload_attachment_id'), 'api_upload', ['attachment_id'], unique=False)
    op.create_index('ix_api_upload_token', 'api_upload', ['token'], unique=False)
    for statement in SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)
    view = sa.table("ticket_view", *(sa.column(name, sa.JSON if isinstance(value, dict) else None)
                              for name, value in VIEWS[0].items()),
                    sa.column("position"), sa.column("created_at", sa.DateTime(timezone=True)))
    opened = datetime.now(UTC)
    if op.get_bind().dialect.name == "sqlite":  # which knows no zones: instants are kept as naive UTC
        opened = opened.replace(tzinfo=None)
    op.bulk_insert(view, [{**one, "position": 10 * place, "created_at": opened} for place, one in enumerate(VIEWS, 1)])


def downgrade() -> None:
    op.execute("DROP TABLE search_message")
    op.drop_index('ix_api_upload_token', table_name='api_upload')
    op.drop_index(op.f('ix_api_upload_attachment_id'), table_name='api_upload')
    op.drop_table('api_upload')
    op.drop_index('ux_webchat_follow_up_message', table_name='webchat_follow_up')
    op.drop_index(op.f('ix_webchat_follow_up_due_at'), table_name='webchat_follow_up')
    op.drop_table('webchat_follow_up')
    op.drop_index('ux_outgoing_message', table_name='outgoing')
    op.drop_index('ix_outgoing_order', table_name='outgoing', sqlite_where=sa.text("state IN ('queued','sending')"), postgresql_where=sa.text("state IN ('queued','sending')"))
    op.drop_index('ix_outgoing_external', table_name='outgoing')
    op.drop_index('ix_outgoing_due', table_name='outgoing', sqlite_where=sa.text("state IN ('queued','sending')"), postgresql_where=sa.text("state IN ('queued','sending')"))
    op.drop_table('outgoing')
    op.drop_index(op.f('ix_mention_message_id'), table_name='mention')
    op.drop_index('ix_mention_external', table_name='mention')
    op.drop_table('mention')
    op.drop_index('ux_attachment_token', table_name='attachment')
    op.drop_index(op.f('ix_attachment_message_id'), table_name='attachment')
    op.drop_table('attachment')
    op.drop_index('ux_ticket_link', table_name='ticket_link')
    op.drop_index(op.f('ix_ticket_link_other_id'), table_name='ticket_link')
    op.drop_table('ticket_link')
    op.drop_index(op.f('ix_tagging_ticket_id'), table_name='tagging')
    op.drop_table('tagging')
    op.drop_table('reading')
    op.drop_index('ux_message_external', table_name='message', sqlite_where=sa.text('external_index IS NOT NULL'), postgresql_where=sa.text('external_index IS NOT NULL'))
    op.drop_index('ux_message_client', table_name='message', sqlite_where=sa.text('client_id IS NOT NULL'), postgresql_where=sa.text('client_id IS NOT NULL'))
    op.drop_index('ix_message_thread', table_name='message')
    op.drop_index('ix_message_scheduled', table_name='message', sqlite_where=sa.text("state = 'scheduled'"), postgresql_where=sa.text("state = 'scheduled'"))
    op.drop_index('ix_message_origin', table_name='message')
    op.drop_table('message')
    op.drop_index(op.f('ix_follower_agent_id'), table_name='follower')
    op.drop_table('follower')
    op.drop_index(op.f('ix_draft_agent_id'), table_name='draft')
    op.drop_table('draft')
    op.drop_index('ux_visitor_token', table_name='visitor')
    op.drop_index(op.f('ix_visitor_user_index'), table_name='visitor')
    op.drop_index('ix_visitor_seen', table_name='visitor')
    op.drop_index(op.f('ix_visitor_identity_id'), table_name='visitor')
    op.drop_table('visitor')
    op.drop_index('ix_ticket_waiting', table_name='ticket', sqlite_where=sa.text("assignee_id IS NULL AND status IN ('new','open') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"), postgresql_where=sa.text("assignee_id IS NULL AND status IN ('new','open') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"))
    op.drop_index('ix_ticket_updated', table_name='ticket')
    op.drop_index('ix_ticket_trash', table_name='ticket', sqlite_where=sa.text('trashed_at IS NOT NULL'), postgresql_where=sa.text('trashed_at IS NOT NULL'))
    op.drop_index('ix_ticket_spam', table_name='ticket', sqlite_where=sa.text('spam_at IS NOT NULL'), postgresql_where=sa.text('spam_at IS NOT NULL'))
    op.drop_index('ix_ticket_solved_at', table_name='ticket', sqlite_where=sa.text("status = 'solved'"), postgresql_where=sa.text("status = 'solved'"))
    op.drop_index('ix_ticket_solved', table_name='ticket', sqlite_where=sa.text("status = 'solved' AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"), postgresql_where=sa.text("status = 'solved' AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"))
    op.drop_index('ix_ticket_snoozed', table_name='ticket', sqlite_where=sa.text('snoozed_until IS NOT NULL'), postgresql_where=sa.text('snoozed_until IS NOT NULL'))
    op.drop_index('ix_ticket_recent', table_name='ticket', sqlite_where=sa.text('spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL'), postgresql_where=sa.text('spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL'))
    op.drop_index('ix_ticket_queue', table_name='ticket', sqlite_where=sa.text("assignee_id IS NULL AND status IN ('new','open') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"), postgresql_where=sa.text("assignee_id IS NULL AND status IN ('new','open') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"))
    op.drop_index('ix_ticket_parent', table_name='ticket', sqlite_where=sa.text('parent_id IS NOT NULL'), postgresql_where=sa.text('parent_id IS NOT NULL'))
    op.drop_index('ix_ticket_merged', table_name='ticket', sqlite_where=sa.text('merged_into_id IS NOT NULL'), postgresql_where=sa.text('merged_into_id IS NOT NULL'))
    op.drop_index('ix_ticket_identity', table_name='ticket')
    op.drop_index('ix_ticket_customer', table_name='ticket')
    op.drop_index('ix_ticket_created', table_name='ticket', sqlite_where=sa.text('spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL'), postgresql_where=sa.text('spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL'))
    op.drop_index('ix_ticket_active_team', table_name='ticket', sqlite_where=sa.text("status IN ('new','open','pending','on_hold') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"), postgresql_where=sa.text("status IN ('new','open','pending','on_hold') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"))
    op.drop_index('ix_ticket_active_assignee', table_name='ticket', sqlite_where=sa.text("status IN ('new','open','pending','on_hold') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"), postgresql_where=sa.text("status IN ('new','open','pending','on_hold') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"))
    op.drop_index('ix_ticket_active', table_name='ticket', sqlite_where=sa.text("status IN ('new','open','pending','on_hold') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"), postgresql_where=sa.text("status IN ('new','open','pending','on_hold') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"))
    op.drop_table('ticket')
    op.drop_index('ix_arrival_dead', table_name='arrival', sqlite_where=sa.text("state = 'dead'"), postgresql_where=sa.text("state = 'dead'"))
    op.drop_index('ix_arrival_at', table_name='arrival')
    op.drop_table('arrival')
    op.drop_index(op.f('ix_ticket_view_owner_id'), table_name='ticket_view')
    op.drop_table('ticket_view')
    op.drop_index('ix_sign_in_until', table_name='sign_in')
    op.drop_index(op.f('ix_sign_in_agent_id'), table_name='sign_in')
    op.drop_table('sign_in')
    op.drop_index(op.f('ix_saved_reply_owner_id'), table_name='saved_reply')
    op.drop_table('saved_reply')
    op.drop_index(op.f('ix_membership_agent_id'), table_name='membership')
    op.drop_table('membership')
    op.drop_index(op.f('ix_macro_owner_id'), table_name='macro')
    op.drop_table('macro')
    op.drop_index(op.f('ix_job_status_created_at'), table_name='job_status')
    op.drop_index(op.f('ix_job_status_agent_id'), table_name='job_status')
    op.drop_table('job_status')
    op.drop_index('ux_inbox_key', table_name='inbox')
    op.drop_table('inbox')
    op.drop_index('ux_identity_verified', table_name='identity', sqlite_where=sa.text('verified_at IS NOT NULL'), postgresql_where=sa.text('verified_at IS NOT NULL'))
    op.drop_index('ix_identity_value', table_name='identity')
    op.drop_index(op.f('ix_identity_customer_id'), table_name='identity')
    op.drop_table('identity')
    op.drop_index('ux_idempotency_key', table_name='idempotency_key')
    op.drop_index(op.f('ix_idempotency_key_created_at'), table_name='idempotency_key')
    op.drop_table('idempotency_key')
    op.drop_index('ux_api_token_hash', table_name='api_token')
    op.drop_index(op.f('ix_api_token_agent_id'), table_name='api_token')
    op.drop_table('api_token')
    op.drop_index('ux_ticket_field_key', table_name='ticket_field')
    op.drop_table('ticket_field')
    op.drop_index('ux_team_name', table_name='team')
    op.drop_table('team')
    op.drop_index('ux_tag_name', table_name='tag')
    op.drop_table('tag')
    op.drop_table('search_todo')
    op.drop_index('ix_routing_decision_ticket', table_name='routing_decision')
    op.drop_index('ix_routing_decision_agent', table_name='routing_decision')
    op.drop_table('routing_decision')
    op.drop_table('lease')
    op.drop_table('heartbeat')
    op.drop_index(op.f('ix_event_retry_due_at'), table_name='event_retry')
    op.drop_table('event_retry')
    op.drop_index('ix_event_undelivered', table_name='event', sqlite_where=sa.text('delivered_at IS NULL'), postgresql_where=sa.text('delivered_at IS NULL'))
    op.drop_index('ix_event_ticket', table_name='event')
    op.drop_index('ix_event_customer', table_name='event')
    op.drop_table('event')
    op.drop_index('ix_early_receipt_external', table_name='early_receipt')
    op.drop_index(op.f('ix_early_receipt_created_at'), table_name='early_receipt')
    op.drop_table('early_receipt')
    op.drop_table('customer')
    op.drop_index('ux_agent_email', table_name='agent')
    op.drop_table('agent')
