"""The catalogue of what happens to routing itself, one sentence each."""

RULE_SAVED = "rule_saved"  # it is new, or another than before; data: rule, version
RULE_SWITCHED = "rule_switched"  # data: rule, on
RULE_DROPPED = "rule_dropped"  # data: rule
RULES_ORDERED = "rules_ordered"  # data: order
