// What counts under limits is the most that all of them allow: generated credits with generated limits, against trying
// every way to let less of each row count.
#include <catch2/catch.hpp>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "tests/properties/policy_test.hpp"
#include "tests/support/effort.hpp"

using namespace cepol;

namespace {

constexpr int blocks = 2, years = 2, kinds = 2, atoms = blocks * years * kinds;
struct Limit {
  int block = 0;  // 0: the credit's own, for both blocks; 1: the equivalence's
  int most = 0;
  int kind = -1;  // -1: all
  bool per_year = true;
};
struct Case {
  int given[atoms] = {};  // by block, year, kind
  std::vector<Limit> limits;
};
int block_of(int atom) { return atom / (years * kinds); }
int year_of(int atom) { return atom / kinds % years; }
int kind_of(int atom) { return atom % kinds; }

// The most that may count of one kind (-1: of all).
int most_of(const Case& one, int kind) {
  int counted[atoms] = {}, best = 0;
  const std::function<void(int, int)> fill = [&](int atom, int sum) {
    if (atom == atoms) {
      best = std::max(best, sum);
      return;
    }
    const bool asked = kind < 0 || kind_of(atom) == kind;
    for (int amount = asked ? one.given[atom] : 0; amount >= 0; --amount) {
      counted[atom] = amount;
      bool allowed = true;
      for (const Limit& limit : one.limits) {
        int under = 0;
        for (int other = 0; other <= atom; ++other)
          if ((limit.block == 0 || block_of(other) == 1) && (limit.kind < 0 || kind_of(other) == limit.kind) &&
              (!limit.per_year || year_of(other) == year_of(atom)))
            under += counted[other];
        const bool touched =
            (limit.block == 0 || block_of(atom) == 1) && (limit.kind < 0 || kind_of(atom) == limit.kind);
        allowed = allowed && (!touched || under <= limit.most);
      }
      if (allowed) fill(atom + 1, sum + amount);
    }
    counted[atom] = 0;
  };
  fill(0, 0);
  return best;
}

Case generated(std::mt19937& random) {
  auto upto = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
  Case one;
  for (int& amount : one.given) amount = upto(3);
  for (int i = upto(4); i > 0; --i) one.limits.push_back({upto(1), upto(6), upto(2) - 1, upto(1) == 0});
  return one;
}

std::string limits_of(const Case& one, int block) {
  std::string text;
  for (const Limit& limit : one.limits)
    if (limit.block == block)
      text += "  at most " + std::to_string(limit.most) + " hours " + (limit.per_year ? "a year" : "in the window") +
              (limit.kind < 0    ? ""
               : limit.kind == 0 ? " of a"
                                 : " of b") +
              "\n";
  return text;
}

std::string policy_of(const Case& one) {
  std::string text =
      "policy p/limits \"limits\" { language en }\nunit hours\nenum kind { a, b }\n"
      "record person key id { id: text }\n"
      "record study of person { y: year; kind: kind; hours: hours }\nrecord exam of person { y: year; kind: kind; "
      "hours: hours }\n"
      "credit c for person in hours by kind {\n  from study gives hours of kind in y\n" +
      limits_of(one, 0) + "}\nequivalence e to c {\n  from exam gives hours of kind in y\n" + limits_of(one, 1) +
      "}\nexample \"brute force\" {\n  person { id: A }\n";
  for (int block = 0; block < blocks; ++block) {
    text += block == 0 ? "  study [ y kind hours\n" : "  exam [ y kind hours\n";
    for (int atom = 0; atom < atoms; ++atom)
      if (block_of(atom) == block)
        text += std::to_string(2020 + year_of(atom)) + (kind_of(atom) == 0 ? " a " : " b ") +
                std::to_string(one.given[atom]) + "\n";
    text += "]\n";
  }
  const std::string window = " during from 2020 to 2021";
  auto expected = [&](const std::string& of, int kind) {
    return "that c" + of + window + " = " + std::to_string(most_of(one, kind)) + " hours";
  };
  return text + "  expect " + expected("", -1) + ", " + expected(" of a", 0) + ", " + expected(" of b", 1) + "\n}\n";
}

}  // namespace

TEST_CASE("what counts under limits is the most that all of them allow") {
  std::mt19937 random(2026);
  for (int i = test::cases(400, 10000); i > 0; --i) test::check_examples_of(policy_of(generated(random)));
}
