#include "embed/coil.h"

#include <catch2/catch.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <unistd.h>

using namespace coil;

namespace
{

/// A file with the text, of a name of its own; gone with this.
class TextFile
{
public:
    explicit TextFile(const std::string& text)
    {
        char pattern[] = "/tmp/coil_files_XXXXXX.py";
        int fd = mkstemps(pattern, 3);
        REQUIRE(fd >= 0);
        close(fd);
        path_ = pattern;
        std::ofstream(path_) << text;
    }
    ~TextFile() { std::remove(path_.c_str()); }
    const std::string& path() const { return path_; }
    std::string text() const
    {
        std::ifstream in(path_);
        return { std::istreambuf_iterator<char>(in), {} };
    }
    std::string folder() const { return path_.substr(0, path_.rfind('/')); }
    std::string module() const { return path_.substr(folder().size() + 1, path_.size() - folder().size() - 4); }

private:
    std::string path_;
};

std::string traceback_of(Vm& vm, const std::string& source)
{
    try {
        vm.run(source);
    } catch (const Error& error) {
        return error.traceback();
    }
    return "";
}

Options with_files()
{
    Options options;
    options.authority = Authority::Files;
    return options;
}

} // namespace

TEST_CASE("a VM without files reads none, by whatever way", "[embed][files]")
{
    TextFile file("secret = 1 / 0\n");
    bool allowed = GENERATE(false, true);
    Options options;
    options.authority = allowed ? Authority::Files : Authority::Everything - Authority::Files;
    Vm vm(options);
    vm.set_global("path", vm.text(file.path()));
    vm.set_global("folder", vm.text(file.folder()));
    vm.set_global("module", vm.text(file.module()));
    auto has_secret = [](const std::string& text) { return text.find("secret") != std::string::npos; };

    CHECK(has_secret(traceback_of(vm, "exec(compile('1 / 0', path, 'exec'))")) == allowed);
    vm.run("import traceback, warnings, _traceback\n"
           "line = traceback.FrameSummary(path, 1, 'f').line\n"
           "native = _traceback.source_line(path, 1)\n"
           "warned = warnings.formatwarning('w', UserWarning, path, 1)\n"
           "def opened(*arguments, **keywords):\n"
           "    try:\n"
           "        return open(*arguments, **keywords).read()\n"
           "    except PermissionError:\n"
           "        return ''\n"
           "whole = opened(path)\n"
           "by_number = opened(0) if not whole else whole\n"
           "import sys\n"
           "sys.path.append(folder)\n"
           "try:\n"
           "    __import__(module)\n"
           "    found = 'secret'\n"
           "except ZeroDivisionError:\n"
           "    found = 'secret'\n"
           "except ModuleNotFoundError:\n"
           "    found = ''\n");
    for (const char* name : { "line", "native", "warned", "whole", "by_number", "found" }) {
        INFO(name);
        CHECK(has_secret(vm.global(name).str()) == allowed);
    }
}

TEST_CASE("a script that the host names is run without files, and shown in tracebacks", "[embed][files]")
{
    TextFile file("import traceback\n"
                  "try:\n"
                  "    1 / 0  # here\n"
                  "except ZeroDivisionError:\n"
                  "    text = traceback.format_exc()\n");
    Vm vm;
    CHECK(vm.run_file(file.path()) == 0);
    CHECK(vm.global("text").str().find("# here") != std::string::npos);
}

TEST_CASE("what was written is in the file when the VM is gone, or the program finished", "[embed][files]")
{
    TextFile file("");
    bool is_finished = GENERATE(false, true);
    {
        Vm vm(with_files());
        vm.set_global("path", vm.text(file.path()));
        vm.run("class Node: pass\n"
               "node = Node()\n"
               "node.self = node\n"
               "node.file = open(path, 'w')\n"
               "node.file.write('written')\n");
        if (is_finished) {
            CHECK(vm.finish(0) == 0);
            CHECK(file.text() == "written");
        }
    }
    CHECK(file.text() == "written");
}
