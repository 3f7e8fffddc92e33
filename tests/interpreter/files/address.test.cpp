#include "interpreter/files/address.hpp"

#include <catch2/catch.hpp>

using namespace cepol::files;

TEST_CASE("a password is taken out of an address") {
  const auto shown = [](const char* text) { return without_password(text).shown; };
  const auto password = [](const char* text) { return without_password(text).password; };
  CHECK(shown("postgresql://u:secret@host:5433/db") == "postgresql://u@host:5433/db");
  CHECK(password("postgresql://u:se%40cr%2Fet@host/db") == "se@cr/et");
  CHECK(shown("postgres://u:a:b@host/db") == "postgresql://u@host/db");
  CHECK(password("postgres://u:a:b@host/db") == "a:b");
  CHECK(shown("postgresql:///db?host=%2Ftmp%2Fx&password=secret&user=u&sslpassword=other") ==
        "postgresql:///db?host=%2Ftmp%2Fx&user=u");
  CHECK(password("postgresql:///db?password=secret") == "secret");
  CHECK(shown("postgresql://u@[::1]:5432,h2:5433/db?table=人员") == "postgresql://u@[::1]:5432,h2:5433/db?table=人员");
  CHECK(shown("postgresql://") == "postgresql://");
}

// Where the password ends cannot be told, so nothing is shown.
TEST_CASE("an address that can be read in two ways is not shown") {
  for (const char* text : {"postgresql://u:se/cret@host/db", "postgresql://u:p@ss@host/db", "postgresql://u:secret",
                           "postgresql://u:12/3?x@host/db", "postgresql://u:se/cret?x@host/db",
                           "postgres://h/db?secret", "postgresql://u:secret/db", "postgresql://u:pa/ss@ret@host/db"}) {
    INFO(text);
    CHECK(is_unreadable(without_password(text).shown));
    CHECK(without_password(text).password.empty());
  }
}

// Whatever characters a password is made of: no part of it that nobody else typed is shown.
TEST_CASE("no part of a password is ever shown") {
  const std::string_view pieces[] = {"qZ7", "@",   "/", "?", ":", "=", "&", "%",
                                     "%4",  "%40", "#", "[", "]", ",", " ", "密"};
  std::uint64_t state = 2026;
  const auto next = [&](std::size_t count) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state >> 33) % count;
  };
  for (int i = 0; i < 20'000; ++i) {
    std::string password = "qZ7";
    for (std::size_t count = next(5); count > 0; --count) password += pieces[next(std::size(pieces))];
    if (next(2) == 0) password = std::string(pieces[next(std::size(pieces))]) + password;
    const std::string text = "postgresql://u:" + password + "@host/db" + (next(2) == 0 ? "?table=t" : "");
    const std::string shown = without_password(text).shown;
    INFO(text << " is shown as " << shown);
    REQUIRE(shown.find("qZ7") == std::string::npos);
  }
}

TEST_CASE("cepol's own parameters are told apart from libpq's") {
  const std::string address = "postgresql://h/db?options=-c%20x&table=a%26b&query=考试.sql";
  CHECK(parameter_of(address, "table") == "a&b");
  CHECK(parameter_of(address, "query") == "考试.sql");
  CHECK(parameter_of(address, "schema").empty());
  CHECK(connection_of(address) == "postgresql://h/db?options=-c%20x");
  CHECK(with_parameter("postgresql://h/db", "table", "a&b 100%") == "postgresql://h/db?table=a%26b%20100%25");
  CHECK(parameter_of(with_parameter(address, "schema", "甲 乙%&+"), "schema") == "甲 乙%&+");
}
