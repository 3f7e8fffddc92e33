// Who comes out differently and why: causes against trying every set of changes, one thread against several.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <sstream>

#include "interpreter/diff/variants.hpp"
#include "interpreter/files/memory_files.hpp"
#include "interpreter/files/read.hpp"
#include "interpreter/reference/reference.hpp"
#include "tests/interpreter/diff/policies.hpp"
#include "tests/support/threads.hpp"

namespace cepol::diff {
namespace {

const std::string records = R"(
unit hours
enum kind { general, practice }
record member key id { id: text; age: number; trainee: bool; rank: number }
record study of member { y: year; kind: kind; hours: hours >= 0; approved: bool }
credit studied for member in hours by kind {
  from study gives hours of kind in y when approved
)";
const std::string before_text = records + R"(
  at most 30 hours a year of general
}
define needed(r: number): hours = if r > 2 then 40 hours else 20 hours
assessment yearly for member of studied { met done; unmet missing; waived exempt; required need; earned have; short gap }
requirement full of yearly { when not trainee; window last 2 years to 2024; total needed(rank) }
requirement half of yearly { when trainee; window last 1 years to 2024; total 20 hours }
waiver old of yearly { when age > 60; needs nothing }
decision group for member, first that fits: young | middle | old_ {
  young when age < 30
  middle when age < 50
  old_ otherwise
}
)";
const std::string after_text = records + R"(
  at most 20 hours a year of general
}
define needed(r: number): hours = if r > 2 then 50 hours else 20 hours
assessment yearly for member of studied { met done; unmet missing; waived exempt; required need; earned have; short gap }
requirement full of yearly { when not trainee; window last 1 years to 2024; total needed(rank) }
requirement half of yearly { when trainee; window last 1 years to 2024; total 25 hours }
waiver old of yearly { when age > 55; needs nothing }
waiver ranked of yearly over old { when rank > 4; total becomes total / 2 }
decision group for member, first that fits: young | middle | old_ {
  young when age < 35
  middle when age < 50 "under fifty"
  old_ otherwise
}
)";

class Roster {  // generated rows, as files
 public:
  explicit Roster(std::uint32_t seed) {
    std::mt19937 random(seed);
    const auto upto = [&](unsigned most) { return static_cast<int>(random() % (most + 1)); };
    std::ostringstream members, studies;
    members << "id,age,trainee,rank\n";
    studies << "id,y,kind,hours,approved\n";
    for (int i = 0; i < 120; ++i) {
      members << i << ',' << (upto(9) == 0 ? "" : std::to_string(25 + upto(40))) << ',' << (upto(3) == 0 ? "yes" : "no")
              << ',' << upto(6) << '\n';
      for (int j = upto(3); j > 0; --j)
        studies << i << ',' << 2023 + upto(1) << ',' << (upto(1) == 0 ? "general" : "practice") << ',' << upto(40)
                << ',' << (upto(9) == 0 ? "no" : "yes") << '\n';
    }
    files_.write("/roster/member.csv", members.str());
    files_.write("/roster/study.csv", studies.str());
  }
  data::Dataset read(const core::Program& program) const { return files::read(program, {"/roster"}, files_).data; }

 private:
  files::MemoryFiles files_;
};

NewNames same_names() {
  return {[](const std::string& table) { return table; },
          [](const std::string&, const std::string& name) { return name; },
          [](const std::string&, const std::string& name) { return name; }};
}

EvaluationInput world_of(const Policy& policy, const data::Dataset& data) {
  EvaluationInput world{&policy.checked.program, &data, {}, &reference::engine_kind()};
  for (const core::Reading& reading : policy.checked.program.readings.nodes)
    world.options.readings.push_back(reading.default_option);
  return world;
}

// The cause of one thing (0: the outcome; else a figure) against every set of changes.
void check_smallest(PolicyVariants& variants, const Difference& difference, std::size_t what, const Cause& cause) {
  INFO("what " << what);
  REQUIRE(!cause.units.empty());
  std::vector<std::size_t> undone = cause.units;
  undone.insert(undone.end(), cause.along.begin(), cause.along.end());
  std::sort(undone.begin(), undone.end());
  const std::size_t units = variants.units();
  std::size_t smallest = units + 1;
  bool restored = false;
  for (unsigned set = 1; set < (1U << units); ++set) {
    std::vector<std::size_t> chosen;
    for (std::size_t u = 0; u < units; ++u)
      if ((set >> u & 1U) != 0) chosen.push_back(u);
    if (chosen.size() >= smallest && chosen != undone) continue;
    const auto* variant = variants.without(chosen);
    if (variant == nullptr || !variant->pairs[difference.pair]) continue;
    variants.read(*variant);
    const auto evaluator =
        engine::load(reference::engine_kind(), *variant->input.program, *variant->input.data, variant->input.options);
    const Pair& pair = *variant->pairs[difference.pair];
    const Result now = result_of(*evaluator, variant->input, pair, false, difference.after_row);
    if (what == 0 ? !same_outcome(pair, difference.before, now)
                  : !(difference.before.figures[what - 1] == now.figures[what - 1]))
      continue;
    smallest = std::min(smallest, chosen.size());
    restored = restored || chosen == undone;
  }
  CHECK(restored);
  CHECK((cause.smallest ? undone.size() == smallest : undone.size() >= smallest));
}

}  // namespace

TEST_CASE("causes are smallest sets, found by trying every set") {
  const auto before = policy_of(before_text), after = policy_of(after_text);
  const Structure structure = compare(before->whole(), after->whole(), true);
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    const Roster roster(seed);
    const data::Dataset old_data = roster.read(before->checked.program), new_data = roster.read(after->checked.program);
    const EvaluationInput old_world = world_of(*before, old_data), new_world = world_of(*after, new_data);
    const std::vector<Pair> pairs = pairs_of(before->checked.program, after->checked.program, same_names());
    REQUIRE(pairs.size() == 2);
    PolicyVariants variants(old_world, after->whole(), new_world, structure, pairs,
                            [&](const core::Program& program) { return roster.read(program); });
    const Impact found = impact(old_world, new_world, pairs, variants, Parallel());
    REQUIRE(found.differences.size() > 30);
    const std::size_t units = variants.units();
    REQUIRE(units <= 10);
    std::size_t apart = 0;  // rows whose outcome and figures have different causes
    for (const Difference& difference : found.differences) {
      INFO("seed " << seed << " row " << difference.after_row);
      apart += difference.causes().size() > 1 ? 1 : 0;
      REQUIRE(difference.outcome == difference.outcome_cause.has_value());
      if (difference.outcome) check_smallest(variants, difference, 0, found.causes[*difference.outcome_cause]);
      for (std::size_t f = 0; f < difference.figure_causes.size(); ++f) {
        const bool same = difference.before.figures[f] == difference.after.figures[f];
        REQUIRE(same == !difference.figure_causes[f].has_value());
        if (!same) check_smallest(variants, difference, 1 + f, found.causes[*difference.figure_causes[f]]);
      }
    }
    CHECK(apart > 0);
  }
}

TEST_CASE("several threads give what one gives") {
  const auto before = policy_of(before_text), after = policy_of(after_text);
  const Structure structure = compare(before->whole(), after->whole(), true);
  const Roster roster(9);
  const data::Dataset old_data = roster.read(before->checked.program), new_data = roster.read(after->checked.program);
  const EvaluationInput old_world = world_of(*before, old_data), new_world = world_of(*after, new_data);
  const std::vector<Pair> pairs = pairs_of(before->checked.program, after->checked.program, same_names());
  const auto run = [&](unsigned threads) {
    PolicyVariants variants(old_world, after->whole(), new_world, structure, pairs,
                            [&](const core::Program& program) { return roster.read(program); });
    return impact(old_world, new_world, pairs, variants, test::Threads(threads));
  };
  const Impact one = run(1), many = run(3);
  CHECK(one.matrix == many.matrix);
  CHECK(one.rows == many.rows);
  CHECK(one.different == many.different);
  REQUIRE(one.differences.size() == many.differences.size());
  for (std::size_t i = 0; i < one.differences.size(); ++i) {
    CHECK(one.differences[i].after_row == many.differences[i].after_row);
    std::vector<Cause> of_one, of_many;
    for (const std::uint32_t cause : one.differences[i].causes()) of_one.push_back(one.causes[cause]);
    for (const std::uint32_t cause : many.differences[i].causes()) of_many.push_back(many.causes[cause]);
    CHECK(of_one == of_many);
  }
}

TEST_CASE("a figure stands under the change that changed it, and what does not concern a row is not named") {
  const std::string head =
      "unit hours\nenum kind { general, technology }\n"
      "record member key id { id: text; idle: bool; late: number }\n"
      "record study of member { y: year; kind: kind; hours: hours >= 0 }\n"
      "credit studied for member in hours by kind { from study gives hours of kind in y }\n"
      "assessment yearly for member of studied { met done; unmet missing; waived exempt; required need; earned have; "
      "short gap }\n";
  const auto before = policy_of(head + "requirement full of yearly { window 2024; total 20 hours }\n" +
                                "define fee for member: number = late * 25\nresults member { id, yearly, fee }\n");
  const auto after = policy_of(head +
                               "requirement full of yearly { window 2024; total 20 hours; must tech: studied of "
                               "technology during window >= 5 hours }\n" +
                               "waiver idle of yearly { when idle; drops tech }\n"
                               "define fee for member: number = late * 40\nresults member { id, yearly, fee }\n");
  files::MemoryFiles files;
  files.write("/roster/member.csv", "id,idle,late\n1,no,2\n2,no,0\n3,yes,0\n");
  files.write("/roster/study.csv", "id,y,kind,hours\n1,2024,general,20\n2,2024,general,20\n3,2024,general,20\n");
  const auto read = [&](const core::Program& program) { return files::read(program, {"/roster"}, files).data; };
  const Structure structure = compare(before->whole(), after->whole(), true);
  const data::Dataset old_data = read(before->checked.program), new_data = read(after->checked.program);
  const EvaluationInput old_world = world_of(*before, old_data), new_world = world_of(*after, new_data);
  const std::vector<Pair> pairs = pairs_of(before->checked.program, after->checked.program, same_names());
  PolicyVariants variants(old_world, after->whole(), new_world, structure, pairs, read);
  const Impact found = impact(old_world, new_world, pairs, variants, Parallel());
  const auto named = [&](const Cause& cause) {
    std::string text;
    for (const std::size_t unit : cause.units) text += " " + structure.changes[variants.unit(unit).change].name;
    for (const std::size_t unit : cause.along) text += " +" + structure.changes[variants.unit(unit).change].name;
    return text;
  };
  std::string text;
  for (const Difference& one : found.differences) {
    text += std::to_string(one.after_row) + ":";
    if (one.outcome_cause) text += " outcome" + named(found.causes[*one.outcome_cause]);
    for (std::size_t f = 0; f < one.figure_causes.size(); ++f)
      if (one.figure_causes[f]) text += ", " + pairs[0].figures[f].label + named(found.causes[*one.figure_causes[f]]);
    text += "\n";
  }
  CHECK(text == "0: outcome full +idle, fee fee\n1: outcome full +idle\n");
}

TEST_CASE("a policy against itself changes nobody") {
  const auto before = policy_of(before_text), after = policy_of(before_text);
  const Structure structure = compare(before->whole(), after->whole(), true);
  CHECK(structure.same());
  const Roster roster(4);
  const data::Dataset old_data = roster.read(before->checked.program), new_data = roster.read(after->checked.program);
  const EvaluationInput old_world = world_of(*before, old_data), new_world = world_of(*after, new_data);
  const std::vector<Pair> pairs = pairs_of(before->checked.program, after->checked.program, same_names());
  PolicyVariants variants(old_world, after->whole(), new_world, structure, pairs,
                          [&](const core::Program& program) { return roster.read(program); });
  const Impact found = impact(old_world, new_world, pairs, variants, test::Threads(2));
  CHECK(found.rows == 120);
  CHECK(found.same == 120);
  CHECK(found.differences.empty());
}

TEST_CASE("what a blank cell means is a change like any other: words for it, of the policy or a column, `optional`") {
  const std::string rest =
      "decision left for member: gone | here { gone when until is there; here otherwise }\n"
      "decision kept for member: some_ | none_ { some_ when memo is there; none_ otherwise }\n";
  const auto with_columns = [&](const std::string& columns, const std::string& head) {
    return policy_of("record member key id { id: text; " + columns + " }\n" + rest, "language en " + head);
  };
  files::MemoryFiles files;
  files.write("/roster/member.csv", "id,until,memo\n1,,x\n2,/,/\n3,2020-01-01,\n");
  const auto read = [&](const core::Program& program) { return files::read(program, {"/roster"}, files).data; };
  const auto causes = [&](const Policy& before, const Policy& after) {
    const Structure structure = compare(before.whole(), after.whole(), true);
    const data::Dataset old_data = read(before.checked.program), new_data = read(after.checked.program);
    const EvaluationInput old_world = world_of(before, old_data), new_world = world_of(after, new_data);
    const std::vector<Pair> pairs = pairs_of(before.checked.program, after.checked.program, same_names());
    PolicyVariants variants(old_world, after.whole(), new_world, structure, pairs, read);
    const Impact found = impact(old_world, new_world, pairs, variants, Parallel());
    std::string text;
    for (const Difference& one : found.differences) {
      text += std::to_string(one.pair) + "." + std::to_string(one.after_row) + ":";
      for (std::size_t unit : found.causes[one.causes().front()].units) text += " " + std::to_string(unit);
      text += "\n";
    }
    return text;
  };
  const std::string columns = "until: optional date; memo: optional text";
  const auto plain = with_columns(columns, ""), header = with_columns(columns, "blank also \"/\""),
             column = with_columns(columns + " blank also \"/\"", ""),
             required = with_columns("until: date; memo: optional text", "");
  CHECK(causes(*plain, *header) == "0.1: 0\n1.1: 0\n");
  CHECK(causes(*header, *plain) == "0.1: 0\n1.1: 0\n");
  CHECK(causes(*plain, *column) == "1.1: 0\n");
  CHECK(causes(*required, *plain) == "0.0: 0\n0.1: 0\n");  // “/” cannot be read: some day, or perhaps none
  CHECK(causes(*header, *header).empty());
}

TEST_CASE("a column that one side alone has leaves the rest to be compared") {
  const auto before = policy_of(before_text);
  std::string widened = after_text;
  widened.replace(widened.find("rank: number"), 12, "rank: number; town: text");
  const auto after = policy_of(widened);
  const Structure structure = compare(before->whole(), after->whole(), true);
  const Roster roster(5);
  const data::Dataset old_data = roster.read(before->checked.program), new_data = roster.read(after->checked.program);
  const EvaluationInput old_world = world_of(*before, old_data), new_world = world_of(*after, new_data);
  const std::vector<Pair> pairs = pairs_of(before->checked.program, after->checked.program, same_names());
  PolicyVariants variants(old_world, after->whole(), new_world, structure, pairs,
                          [&](const core::Program& program) { return roster.read(program); });
  const Impact found = impact(old_world, new_world, pairs, variants, test::Threads(2));
  REQUIRE(!found.differences.empty());
  for (const Difference& difference : found.differences)
    for (const std::uint32_t cause : difference.causes()) CHECK(!found.causes[cause].units.empty());
}

}  // namespace cepol::diff
