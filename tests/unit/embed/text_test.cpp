#include "embed/coil.h"

#include <catch2/catch.hpp>

using namespace coil;

TEST_CASE("text that is not UTF-8 is mended at the border", "[embed][text]")
{
    Vm vm;
    std::string replaced = "\xef\xbf\xbd";
    for (const char* bad : { "\xff", "\xc3", "\xe2\x82", "\xf0\x9f\x98", "\xc0\x80", "\xf4\x90\x80\x80", "a\x80" }) {
        Value value = vm.text(bad);
        vm.set_global("text", value);
        vm.run("assert max(map(ord, text)) == 0xfffd\n"
               "assert len(text) == len(list(text)) == len(text[::-1])\n"
               "text.encode(), text.upper(), text.split(), text.center(10), text.find('x'), repr(text), hash(text)");
        CHECK(value.to_text().find(replaced) != std::string::npos);
    }
    CHECK(vm.text("\xff\xfe").to_text() == replaced + replaced);
    CHECK(vm.text("\xe2\x82\xac").to_text() == "\xe2\x82\xac");

    vm.set_global("na\xffme", vm.integer(1));
    CHECK(vm.global("na\xffme").to_integer() == 1);
    CHECK(vm.evaluate("'\xff'").to_text() == replaced);
    vm.run("class Holder: pass\nholder = Holder()");
    vm.global("holder").set_attribute("\xff", vm.integer(2));
    CHECK(vm.global("holder").attribute("\xff").to_integer() == 2);
    CHECK_THROWS_AS(vm.run("1 / 0", "file\xff"), Error);
    CHECK_THROWS_AS(vm.run("text = '\xff'"), Error);
}

TEST_CASE("a lone surrogate goes out and comes back", "[embed][text]")
{
    Vm vm;
    std::string text = vm.evaluate("'a\\ud800b\\udfff'").to_text();
    vm.set_global("back", vm.text(text));
    CHECK(vm.evaluate("back == 'a\\ud800b\\udfff'").to_boolean());
}

TEST_CASE("a value of another Vm is refused, an empty one is None", "[embed]")
{
    Vm vm, other;
    Value foreign = other.evaluate("[1, 2]");
    vm.run("def function(value): return value\nitems = {1: 2}");
    auto type_of = [](auto&& action) -> std::string {
        try {
            action();
        } catch (const Error& error) {
            return error.type();
        }
        return "";
    };
    CHECK(type_of([&] { vm.set_global("name", foreign); }) == "ValueError");
    CHECK(type_of([&] { vm.global("function").call({ vm.integer(1), foreign }); }) == "ValueError");
    CHECK(type_of([&] { vm.global("items").item(foreign); }) == "ValueError");
    CHECK(type_of([&] { vm.global("function").set_attribute("name", foreign); }) == "ValueError");
    Value items[] = { vm.none(), foreign };
    CHECK(type_of([&] { vm.list(items); }) == "ValueError");

    CHECK(vm.global("function").call({ Value() }).is_none());
    CHECK(type_of([&] { vm.global("items").item(Value()); }) == "KeyError");
    CHECK(type_of([&] { Value().call(); }) == "TypeError");
    CHECK(foreign.length() == 2);
}
