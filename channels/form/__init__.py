"""Web form: what somebody has filled in becomes one ticket; answers go to the address they gave, by e-mail.

The verb: submit. Read: options_of. An address in a form is a claim: it proves nothing, shows nothing, merges nothing.
"""

from channels.form.options import Options, Topic, options_of
from channels.form.submitting import Filled, submit

__all__ = ["Filled", "Options", "Topic", "options_of", "submit"]
