// Random expressions of the language, well-typed, over the tables of random policies.
#pragma once

#include <string>
#include <vector>

#include "tests/pairs/phrase.hpp"
#include "tests/support/random.hpp"

namespace cepol::pairs {

// A definition that expressions may name: of a table (else of none), with parameters.
struct Definition {
  std::string name, table, type;
  std::vector<std::string> parameters;  // their types
};

class RandomExpressions {
 public:
  explicit RandomExpressions(test::Random& random) : random_(random) {}

  std::vector<Definition> definitions;
  bool credits = false, readings = false;  // `earned`, `strict` and `as_of` may be named

  // In a rule for the table. Types are truth, number, hours, years, days, year, date, text, kind.
  Phrase make(const std::string& table, const std::string& type, std::size_t depth);
  // The same, with parameters p0, p1 … of these types.
  Phrase make(const std::string& table, const std::vector<std::string>& parameters, const std::string& type,
              std::size_t depth);
  Phrase window(std::size_t depth);  // of years
  // In what a credit's source or limit says of its row.
  Phrase of_row(const std::string& table, const std::string& type, std::size_t depth);
  std::string any_type();

 private:
  struct Bound {
    std::string name, type;  // a row: its table
  };
  Phrase expression(const std::string& type, std::size_t depth);
  Phrase leaf(const std::string& type);
  Phrase constant(const std::string& type);
  Phrase choice(const std::string& type, std::size_t depth);
  Phrase fold(const std::string& type, std::size_t depth);
  Phrase rows(const std::string& table, const std::string& name);
  Phrase truth(std::size_t depth);
  Phrase number(std::size_t depth);
  Phrase hours(std::size_t depth);
  Phrase date(std::size_t depth);
  Phrase year(std::size_t depth);
  Phrase span(const std::string& type, std::size_t depth);
  Phrase fold_over(const std::string& type, std::size_t depth);
  Phrase fold_truth(const std::string& table, std::size_t depth);
  Phrase over_years(const std::string& type, std::size_t depth);
  Phrase running(const std::string& type, std::size_t depth);
  std::vector<std::string> columns(const std::string& type);
  std::vector<Phrase> calls(const std::string& type, std::size_t depth);
  std::string fresh(const char* name) { return name + std::to_string(names_++); }

  test::Random& random_;
  std::vector<Bound> bound_;
  std::size_t names_ = 0, loops_ = 0;
};

}  // namespace cepol::pairs
