def compute():
    return undefined_in_module
value = compute()
