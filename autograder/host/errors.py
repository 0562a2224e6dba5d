"""What ends the work with a guest. Neither is an Exception, so that no test can take it for what a student raised."""


class GuestLost(BaseException):
    """The guest cannot be called any more. `outcome` is "timeout" or "crashed"; `text` tells the student why."""

    def __init__(self, outcome: str, text: str):
        super().__init__(text)
        self.outcome, self.text = outcome, text


class ZygoteBroken(BaseException):
    """The zygote could not start or fork. This is the machine's fault or ours, not a student's.

    If `student_code_ran`, it broke while a submission was graded, after code of that submission had run. If that
    happens again in a new zygote, that code is at fault.
    """

    def __init__(self, text: str, *, student_code_ran: bool = False):
        super().__init__(text)
        self.student_code_ran = student_code_ran
