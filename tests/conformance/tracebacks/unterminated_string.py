"""An unterminated string literal is shown with a caret at its start."""
name = 'fine'
greeting = 'hello
print(greeting)
