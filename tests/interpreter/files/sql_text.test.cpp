#include "interpreter/files/sql_text.hpp"

#include <catch2/catch.hpp>

using cepol::files::QueryProblem;
using cepol::files::single_query;

namespace {
std::string statement_of(std::string_view text) {
  const auto found = single_query(text);
  const auto* const statement = std::get_if<std::string>(&found);
  return statement == nullptr ? "none: " + std::to_string(static_cast<int>(std::get<QueryProblem>(found))) : *statement;
}
bool has(std::string_view text, QueryProblem problem) {
  const auto found = single_query(text);
  const auto* const one = std::get_if<QueryProblem>(&found);
  return one != nullptr && *one == problem;
}
}  // namespace

TEST_CASE("comments and a semicolon around a query are no part of it") {
  CHECK(statement_of("SELECT 1") == "SELECT 1");
  CHECK(statement_of("\xEF\xBB\xBF-- of 2030; all\n/* a /* b; */ c */ select a -- x;\n from t ;; -- end;\n/* ; */") ==
        "select a -- x;\n from t");
  CHECK(statement_of("SELECT ';', \"a;b\", `c;d`, $q$ ; ' $q$, $$;$$, E'a\\';' FROM t;") ==
        "SELECT ';', \"a;b\", `c;d`, $q$ ; ' $q$, $$;$$, E'a\\';' FROM t");
  CHECK(statement_of("SELECT 'it''s; ' FROM t") == "SELECT 'it''s; ' FROM t");
  for (const char* text :
       {"WITH a AS (SELECT 1) SELECT * FROM a", "(SELECT 1)", "VALUES (1)", "TABLE x", "select*from t"})
    CHECK(statement_of(text) == text);
}

TEST_CASE("what is not one query is told apart") {
  for (const char* text : {"", " \n", "-- SELECT 1", "/* SELECT 1", ";", " ; ;"}) {
    INFO(text);
    CHECK(has(text, QueryProblem::none));
  }
  for (const char* text :
       {"SELECT 1; SELECT 2", "SELECT 1; DROP TABLE x", "SELECT 1;;DELETE FROM x;", "SELECT '\\'; DELETE FROM x -- '",
        "SELECT typE'\\'; DELETE FROM x -- '", "SELECT 1 /* ; */; /* */ x", "SELECT $1$; DELETE FROM x; SELECT $1$"}) {
    INFO(text);
    CHECK(has(text, QueryProblem::several));
  }
  for (const char* text : {"DELETE FROM x", "insert into x values (1)", "ATTACH 'f' AS f", "SELECTED",
                           "EXPLAIN SELECT 1", "COPY x TO PROGRAM 'sh'", "PRAGMA user_version"}) {
    INFO(text);
    CHECK(has(text, QueryProblem::other));
  }
}

// Whatever a text is made of: what is found is a statement by itself, and the same again.
TEST_CASE("a statement that is found is one by itself") {
  const std::string_view pieces[] = {"SELECT ", "'",   "\"", ";",  "--", "\n", "/*", "*/",
                                     "$$",      "$a$", "x",  "E'", "\\", " ",  "("};
  std::uint64_t state = 2026;
  for (int i = 0; i < 20'000; ++i) {
    std::string text = "SELECT ";
    for (int piece = 0; piece < 8; ++piece) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      text += pieces[static_cast<std::size_t>(state >> 33) % std::size(pieces)];
    }
    const auto found = single_query(text);
    if (const auto* const statement = std::get_if<std::string>(&found)) {
      INFO(text);
      REQUIRE(statement_of(*statement) == *statement);
    }
  }
}
