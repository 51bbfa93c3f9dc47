"""The catalogue of what happens to routing itself, one sentence each."""

RULE_SAVED = "rule_saved"  # it is new, or another than before; data: rule, version
RULE_SWITCHED = "rule_switched"  # data: rule, on
RULE_DROPPED = "rule_dropped"  # data: rule
RULES_ORDERED = "rules_ordered"  # data: order

# Who changed a rule is chained entry by entry (helpdesk/audit.py).
AUDITED = (RULE_SAVED, RULE_SWITCHED, RULE_DROPPED, RULES_ORDERED)
