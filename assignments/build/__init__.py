"""From a lesson, tests and references to notebooks and the autograder zip."""
