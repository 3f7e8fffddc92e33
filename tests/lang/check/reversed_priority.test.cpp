// A rule that is `over` another which it covers wholly leaves the other without effect: told however the condition is
// written, also behind definitions.
#include <catch2/catch.hpp>
#include <set>

#include "tests/support/policy.hpp"

using namespace cepol;

namespace {

std::set<std::string> warned(const std::string& body) {
  const auto policy =
      test::checked({{"",
                      "policy test/one \"t\" { language en }\nunit hours\n"
                      "record person key id { id: text; born, filed: date; senior: bool; hours: hours }\n"
                      "define age for person = full_years(born, filed)\n"
                      "define age_on(day: date) for person = full_years(born, day)\n"
                      "define fifty for person: bool = age >= 50 years\n"
                      "define fifty_senior for person: bool = fifty and senior\n"
                      "credit earned for person in hours { from study gives worth in y }\n"
                      "record study of person { y: year; worth: hours }\n" +
                          body}});
  INFO(body);
  CHECK(test::why_bad(*policy) == "");
  std::set<std::string> codes;
  for (const Diagnostic& one : policy->checked.problems.list) codes.insert(std::string(code_number(one.code)));
  return codes;
}

// Of the wide condition over the narrow one, in a decision, among requirements, among waivers.
std::vector<std::pair<std::string, std::string>> reversed(const std::string& wide, const std::string& narrow) {
  const std::string due = "assessment due for person of earned { met done; unmet lacking; waived free }\n";
  return {{"W0422",
           "decision d for person: x | z | w { x over z when " + wide + "; z when " + narrow + "; w otherwise }\n"},
          {"W0422", due + "requirement x of due over z { when " + wide + " window 2026 total 1 hours }\n" +
                        "requirement z of due { when " + narrow + " window 2026 total 2 hours }\n"},
          {"W0434", due + "requirement all of due { window 2026 total 1 hours }\n" + "waiver x of due over z { when " +
                        wide + " total becomes total / 2 }\nwaiver z of due { when " + narrow + " needs nothing }\n"}};
}

}  // namespace

TEST_CASE("a priority that is reversed is told, directly and behind definitions") {
  for (const auto& [wide, narrow] :
       std::vector<std::pair<std::string, std::string>>{{"age >= 50 years", "age >= 55 years"},
                                                        {"age >= 50 years", "full_years(born, filed) >= 55 years"},
                                                        {"fifty", "age >= 55 years"},
                                                        {"age >= 50 years", "fifty_senior"},
                                                        {"fifty", "fifty_senior"},
                                                        {"age >= 50 years", "age_on(filed) >= 55 years"}})
    for (const auto& [code, body] : reversed(wide, narrow)) {
      INFO(body);
      CHECK(warned(body).count(code) == 1);
    }
}

TEST_CASE("a priority the right way round is not told") {
  for (const auto& [wide, narrow] : std::vector<std::pair<std::string, std::string>>{
           {"age >= 55 years", "fifty"},
           {"fifty_senior", "age >= 50 years"},
           {"age_on(filed) >= 50 years", "age_on(born) >= 55 years"},  // of another day
           {"senior", "fifty"}})
    for (const auto& [code, body] : reversed(wide, narrow)) {
      INFO(body);
      CHECK(warned(body).count(code) == 0);
    }
}
