#include "app/command_line.h"

#include <cstdio>
#include <cstdlib>

#include "app/search_path.h"
#include "embed/coil.h"

namespace app
{

namespace
{

constexpr std::string_view help = R"(usage: coil [option] … [-c command | -m module | file | -] [argument …]

  file        run a script; `-` reads it from standard input
  -c command  run the text
  -m module   run a module found on sys.path as a script
  -B          keep nothing of what imported files are compiled to
  -E          variables (COILPATH, PYTHON…) are left aside
  -I          isolated: as -E -P, and installed packages are left aside
  -O, -OO     without assert statements; and without docstrings
  -P          the script's folder is not searched for modules
  -S          installed packages are left aside
  -u          nothing written to standard output and error waits
  -W action   how warnings are treated: default, error, always, ignore …; action:message:category:module:line
  -x          the first line of the script is skipped
  -X option   dev, int_max_str_digits=N, pycache_prefix=FOLDER …; all are in sys._xoptions
  -b -d -q -s -v are accepted, for what calls python with them
  --dis       print the bytecode instead of running it
  --trace=…   tell on stderr of some of import,gc,loop: what happens when, and how long it takes
  --version   print the version
  --licenses  print the licences of coil and of what is built into it
  --help      print this

COILPATH, PYTHONPATH     folders, separated by colons, that imports search after the script's own
VIRTUAL_ENV              the virtual environment whose packages can be imported, instead of the system's
PYTHONDONTWRITEBYTECODE  as -B, unless empty; likewise PYTHONOPTIMIZE, PYTHONUNBUFFERED, PYTHONSAFEPATH, PYTHONDEVMODE
PYTHONPYCACHEPREFIX      the folder below which it is kept, instead of __pycache__ beside the files
PYTHONWARNINGS           as -W, separated by commas
)";

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

[[noreturn]] void usage(const std::string& problem)
{
    std::string text = "coil: " + problem + "\n" + std::string(help);
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::exit(2);
}

[[noreturn]] void answer(std::string_view text)
{
    print(text);
    std::exit(0);
}

void take_x_option(Command& command, const std::string& option)
{
    command.x_options.push_back(option);
    size_t equal = option.find('=');
    std::string name = option.substr(0, equal);
    std::string value = equal == std::string::npos ? "" : option.substr(equal + 1);
    if (name == "dev")
        command.set_flag("dev_mode", 1);
    else if (name == "utf8")
        command.set_flag("utf8_mode", value != "0");
    else if (name == "warn_default_encoding")
        command.set_flag("warn_default_encoding", 1);
    else if (name == "pycache_prefix")
        command.cache_folder = value;
    else if (name == "int_max_str_digits") {
        char* end = nullptr;
        long digits = std::strtol(value.c_str(), &end, 10);
        if (value.empty() || *end || (digits != 0 && digits < 640) || digits > 0x7fffffff)
            usage("-X int_max_str_digits: invalid limit; must be >= 640 or 0 for unlimited.");
        command.set_flag("int_max_str_digits", int(digits));
    }
}

/// One letter of an option like -Bu; what follows in the same word is its argument where it takes one.
class Letters
{
public:
    Letters(Command& command, int argc, char** argv, int& index)
        : command_(command)
        , argc_(argc)
        , argv_(argv)
        , index_(index)
        , word_(argv[index])
    {
    }

    /// Whether the rest of the command line was taken: -c and -m end the options.
    bool take()
    {
        for (at_ = 1; at_ < word_.size(); at_++)
            if (take_letter(word_[at_]))
                return true;
        return false;
    }

private:
    void count(std::string_view flag) { command_.set_flag(flag, command_.flag(flag) + 1); }

    std::string argument(char letter)
    {
        std::string rest(word_.substr(at_ + 1));
        at_ = word_.size();
        if (!rest.empty())
            return rest;
        if (++index_ == argc_)
            usage("argument expected for the -" + std::string(1, letter) + " option");
        return argv_[index_];
    }

    void take_rest(Command::Kind kind, char letter)
    {
        command_.kind = kind;
        command_.subject = argument(letter);
        command_.arguments = { "-" + std::string(1, letter) };
        command_.arguments.insert(command_.arguments.end(), argv_ + index_ + 1, argv_ + argc_);
    }

    bool take_letter(char letter)
    {
        switch (letter) {
        case 'b':
            count("bytes_warning");
            return false;
        case 'B':
            command_.write_cache = false;
            return false;
        case 'c':
            take_rest(Command::Kind::Text, letter);
            return true;
        case 'd':
            count("debug");
            return false;
        case 'E':
            command_.ignore_environment = true;
            return false;
        case 'h':
            answer(help);
        case 'i':
            usage("-i: there is no prompt yet");
        case 'I':
            command_.isolated = command_.ignore_environment = command_.safe_path = true;
            command_.set_flag("no_user_site", 1);
            return false;
        case 'm':
            take_rest(Command::Kind::Module, letter);
            return true;
        case 'O':
            count("optimize");
            return false;
        case 'P':
            command_.safe_path = true;
            return false;
        case 'q':
            count("quiet");
            return false;
        case 's':
            command_.set_flag("no_user_site", 1);
            return false;
        case 'S':
            command_.site = false;
            return false;
        case 'u':
            command_.unbuffered = true;
            return false;
        case 'v':
            count("verbose");
            return false;
        case 'V':
            answer("coil " + std::string(coil::Vm::version()) + "\n");
        case 'W':
            command_.warn_options.push_back(argument(letter));
            return false;
        case 'x':
            command_.skip_first_line = true;
            return false;
        case 'X':
            take_x_option(command_, argument(letter));
            return false;
        default:
            usage("unknown option " + std::string(word_));
        }
    }

    Command& command_;
    int argc_;
    char** argv_;
    int& index_;
    std::string_view word_;
    size_t at_ = 0;
};

void take_long_option(Command& command, std::string_view option)
{
    constexpr std::string_view trace = "--trace=";
    if (option == "--help")
        answer(help);
    if (option == "--version")
        answer("coil " + std::string(coil::Vm::version()) + "\n");
    if (option == "--licenses")
        answer(coil::Vm::licences());
    if (option == "--dis") {
        command.disassemble = true;
    } else if (option.starts_with(trace)) {
        command.trace = option.substr(trace.size());
        if (!coil::Vm::knows_trace(command.trace))
            usage("--trace= takes some of import,gc,loop, or all");
    } else {
        usage("unknown option " + std::string(option));
    }
}

} // namespace

void Command::set_flag(std::string_view name, int value)
{
    for (auto& [own, number] : flags)
        if (own == name) {
            number = value;
            return;
        }
    flags.emplace_back(name, value);
}

int Command::flag(std::string_view name) const
{
    for (const auto& [own, number] : flags)
        if (own == name)
            return number;
    return 0;
}

Command parse_command(int argc, char** argv)
{
    Command command;
    for (int i = 1; i < argc; i++) {
        std::string_view argument = argv[i];
        if (argument.starts_with("--")) {
            take_long_option(command, argument);
        } else if (argument.size() > 1 && argument[0] == '-') {
            if (Letters(command, argc, argv, i).take())
                return command;
        } else {
            command.subject = argument;
            command.arguments.assign(argv + i, argv + argc);
            return command;
        }
    }
    command.subject = "-";
    command.arguments = { "" };
    return command;
}

void take_variables(Command& command)
{
    if (!command.ignore_environment) {
        auto number = [](const char* name) {
            std::string value = variable(name);
            return value.empty() ? 0 : std::max(1, std::atoi(value.c_str()));
        };
        for (auto [name, flag] : { std::pair("PYTHONOPTIMIZE", "optimize"), { "PYTHONVERBOSE", "verbose" },
                 { "PYTHONDEBUG", "debug" }, { "PYTHONDEVMODE", "dev_mode" }, { "PYTHONNOUSERSITE", "no_user_site" } })
            if (int value = number(name); value && !command.flag(flag))
                command.set_flag(flag, value);
        command.unbuffered |= number("PYTHONUNBUFFERED") != 0;
        command.safe_path |= number("PYTHONSAFEPATH") != 0;
        command.write_cache &= variable("PYTHONDONTWRITEBYTECODE").empty();
        if (command.cache_folder.empty())
            command.cache_folder = variable("PYTHONPYCACHEPREFIX");
        // Options count more, and the last of them most.
        std::vector<std::string> all;
        std::string rest = variable("PYTHONWARNINGS");
        while (!rest.empty()) {
            size_t comma = rest.find(',');
            all.push_back(rest.substr(0, comma));
            rest = comma == std::string::npos ? "" : rest.substr(comma + 1);
        }
        all.insert(all.end(), command.warn_options.begin(), command.warn_options.end());
        command.warn_options = std::move(all);
    }
    if (command.flag("dev_mode"))
        command.warn_options.insert(command.warn_options.begin(), "default");
    if (command.flag("verbose") && command.trace.empty())
        command.trace = "import";
    command.set_flag("isolated", command.isolated);
    command.set_flag("ignore_environment", command.ignore_environment);
    command.set_flag("safe_path", command.safe_path);
    command.set_flag("no_site", !command.site);
    command.set_flag("dont_write_bytecode", !command.write_cache);
}

} // namespace app
