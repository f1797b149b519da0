"""A syntax error in an imported module shows the importing line and the error's place."""
import _broken
