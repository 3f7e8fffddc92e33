// Formats the failures of examples, the points that no example reaches, and the undetected mutations.
#include "interpreter/cli/test_report.hpp"

#include <algorithm>
#include <mutex>

#include "interpreter/authoring/coverage_words.hpp"
#include "interpreter/authoring/mutation_run.hpp"
#include "interpreter/cli/parallel.hpp"
#include "interpreter/cli/progress.hpp"
#include "interpreter/engines/engines.hpp"
#include "interpreter/report/count.hpp"
#include "lang/base/visible.hpp"

namespace cepol::cli {

namespace {

constexpr std::size_t most_failures = 100;      // of an example
constexpr std::size_t longest_failure = 4'000;  // characters: reasons may be long

using authoring::Point;
using authoring::PointKind;
using semantics::Example;
using semantics::Expected;

class ExampleReport {
 public:
  ExampleReport(const Policy& policy, const Io& io)
      : policy_(policy), program_(policy.program()), loaded_(engines::for_examples(), program_), io_(io) {}

  // The failures of an example, a line for each; empty: it holds.
  std::vector<std::string> failures_of(const Example& example) {
    const authoring::ExampleResult ran = authoring::run(loaded_, example);
    std::vector<std::string> failures;
    for (const data::BadRow& bad : ran.input.data.bad) failures.push_back(bad_cell(bad, ran.input, example));
    for (const authoring::ExpectationMismatch& one : ran.differences)
      failures.push_back(one.no_row ? no_row(*one.expectation) : difference(one));
    for (const std::string& reasons : ran.reasons) failures.push_back(reasons);
    return failures;
  }

 private:
  std::string bad_cell(const data::BadRow& bad, const authoring::ExampleData& given, const Example& example) const {
    Span span = example.span;
    for (const std::string& column : {bad.column, std::string()})
      if (const auto found = given.places.find({bad.table, bad.row, column}); found != given.places.end()) {
        span = found->second;
        break;
      }
    if (bad.fault == data::Fault::unlike_link && authoring::is_made_up_key(bad.arguments[0]))
      return no_owner(bad, written_at(policy_.sources, span));
    return quoted_format("{}{}{}{} {}", written_at(policy_.sources, span), io_.say("：", ": "), bad.table,
                         bad.column.empty() ? "" : "." + bad.column,
                         data::reason_of(bad, io_.language == Language::en));
  }

  // The row belongs to a record of which the example says nothing.
  std::string no_owner(const data::BadRow& bad, const std::string& at) const {
    const std::string& owner = bad.arguments[1];
    std::string key = "…";
    for (const core::RecordTable& record : program_.tables.nodes)
      if (record.name == owner && record.key) key = record.columns[*record.key].name;
    const std::string row = owner + " { " + key + ": A }";
    return io_.say("{}：{} 的行属于“{}”，示例里没有它的行；请加上，例如 {}",
                   "{}: a row of {} belongs to a row of “{}”, and the example has none: add one, such as {}", at,
                   bad.table, owner, row);
  }

  std::string no_row(const semantics::Expectation& expectation) const {
    return io_.say("示例里没有“{}”的行", "the example has no row of “{}”", program_.tables[expectation.table].name);
  }

  std::string difference(const authoring::ExpectationMismatch& one) const {
    auto shown = [&](const std::string& text) {
      return text.empty() ? std::string(io_.say("（空）", "(blank)")) : text;
    };
    const semantics::Expectation& expectation = *one.expectation;
    const bool truth = expectation.what == Expected::truth;
    return io_.say("{}：{}，预期 {}，得到 {}", "{}: {}: expected {}, got {}",
                   written_at(policy_.sources, expectation.span), authoring::label_of(program_, expectation),
                   truth ? std::string(io_.say("是", "yes")) : shown(expectation.text), shown(one.got));
  }

  const Policy& policy_;
  const core::Program& program_;
  engine::LoadedProgram loaded_;
  const Io& io_;
};

// A point that no example reaches, on a line.
std::string line_of(const Policy& policy, const Point& point, const Io& io) {
  const bool english = io.language == Language::en;
  std::string text = authoring::label_of(point, english);
  if (const std::string_view way = authoring::partial_condition_text(point, english); !way.empty())
    text += io.say("（{}）", " ({})", way);
  return quoted_format("  {}  {}\n", written_at(policy.sources, point.span), text);
}

// The status of each mutation; shows progress.
std::vector<authoring::MutantStatus> run_all_mutations(const Policy& policy,
                                                       const std::vector<authoring::Mutation>& changes,
                                                       const authoring::Coverage& coverage, const Io& io) {
  Progress progress(io, std::string(io.say("试改规则", "changing rules")), changes.size(), ProgressUnit::steps);
  std::uint64_t tried = 0;
  std::mutex one_at_a_time;
  return authoring::run_mutations(policy.as_checked(), engines::for_examples(), changes, coverage, all_processors(),
                                  [&] {
                                    const std::scoped_lock held(one_at_a_time);
                                    progress.at(++tried);
                                  });
}

// Does an item of Checked::known name the mutation? Sets the elements of `matched` for those that do.
bool is_known(const Policy& policy, const authoring::Mutation& change, std::vector<bool>& matched) {
  bool known = false;
  for (std::size_t i = 0; i < matched.size(); ++i) {
    const semantics::Known& one = policy.checked.known[i];
    if (one.change && one.subject == change.owner && authoring::is_named(change, one.what)) known = matched[i] = true;
  }
  return known;
}

}  // namespace

std::string examples_text(const Policy& policy, const authoring::Coverage& coverage, const Io& io,
                          std::size_t& findings) {
  ExampleReport tests(policy, io);
  std::string text;
  std::size_t passed = 0, failed = 0, carried = 0, differing = 0;
  for (const Example& example : policy.checked.examples) {
    const std::vector<std::string> failures = tests.failures_of(example);
    if (example.carried)
      ++(failures.empty() ? carried : differing);
    else
      ++(failures.empty() ? passed : failed);
    if (failures.empty()) continue;
    text += example.carried
                ? io.say("{}：原有示例“{}”修订后不同\n", "{}: the earlier example “{}” comes out differently\n",
                         written_at(policy.sources, example.span), example.title)
                : io.say("{}：示例“{}”不通过\n", "{}: the example “{}” fails\n",
                         written_at(policy.sources, example.span), example.title);
    for (std::size_t i = 0; i < failures.size() && i < most_failures; ++i)
      text += "  " + shortened(visible_line(failures[i]), longest_failure) + "\n";
    if (failures.size() > most_failures) text += io.say("  ……共 {} 处\n", "  … {} in all\n", failures.size());
  }
  for (const semantics::Outdated& one : policy.checked.outdated)
    text += io.say("{}：原有示例“{}”修订后不再适用：{}\n", "{}: the earlier example “{}” no longer applies: {}\n",
                   written_at(policy.sources, one.problem.span), one.title, message_of(one.problem, io.language));
  std::vector<std::string> unreached;
  for (const Point& point : coverage.points) {
    const bool rule = point.kind == PointKind::decision_case || point.kind == PointKind::requirement ||
                      point.kind == PointKind::waiver;
    if (rule && !point.reached()) unreached.push_back(line_of(policy, point, io));
  }
  text += quotable(policy.sources.front().name) + io.say("：示例 {} 个，通过 {} 个，不通过 {} 个；",
                                                         ": {:example,examples}, {} passed, {} failed; ",
                                                         report::Count{passed + failed}, passed, failed);
  const bool empty = passed + failed == 0 && unreached.empty();
  text += empty ? std::string(io.say("还没有示例，也没有要走到的情形\n", "no examples yet, and no cases to reach\n"))
          : unreached.empty() ? std::string(io.say("每种情形都有示例\n", "every case is reached by an example\n"))
                              : io.say("没有示例走到的情形 {} 个：\n",
                                       "{:case that no example reaches,cases that no example reaches}:\n",
                                       report::Count{unreached.size()});
  for (const std::string& line : unreached) text += line;
  if (!policy.amends.empty())
    text += io.say("{} 的示例：照旧 {} 个，不同 {} 个，不再适用 {} 个\n",
                   "examples of {}: {} as before, {} different, {} no longer applying\n", policy.amends, carried,
                   differing, policy.checked.outdated.size());
  findings += failed;
  return text;
}

std::string coverage_text(const Policy& policy, const authoring::Coverage& coverage, const Io& io) {
  std::string counts, lines;
  for (const authoring::PointLabels& kind : authoring::point_kinds) {
    std::size_t all = 0, reached = 0;
    std::string missed;
    for (const Point& point : coverage.points) {
      if (point.kind != kind.kind) continue;
      ++all;
      reached += point.reached() ? 1 : 0;
      if (!point.reached()) missed += line_of(policy, point, io);
    }
    if (all == 0) continue;
    counts +=
        quoted_format("{}{} {}/{}", counts.empty() ? "" : io.say("，", ", "), io.say(kind.zh, kind.en), reached, all);
    if (!missed.empty())
      lines += (kind.kind == PointKind::condition
                    ? io.say("{}，示例没有走到两面的：\n", "{} not seen both ways:\n", io.say(kind.zh, kind.en))
                    : io.say("{}，示例没有走到的：\n", "{} that no example reaches:\n", io.say(kind.zh, kind.en))) +
               missed;
  }
  if (counts.empty()) counts = io.say("没有规则", "no rules");
  return io.say("示例走到的：{}\n", "reached by examples: {}\n", Composed{counts}) + lines;
}

std::string mutation_text(const Policy& policy, const authoring::Coverage& coverage, const Io& io,
                          std::size_t& findings) {
  const bool english = io.language == Language::en;
  const std::vector<authoring::Mutation> changes = authoring::mutations_of(policy.as_checked());
  const std::vector<authoring::MutantStatus> statuses = run_all_mutations(policy, changes, coverage, io);
  std::size_t noticed = 0, refused = 0, unnoticed = 0, known = 0, unchanged = 0;
  std::string lines;
  std::vector<bool> matched(policy.checked.known.size(), false);  // by Checked::known
  for (std::size_t c = 0; c < changes.size(); ++c) {
    const authoring::Mutation& change = changes[c];
    if (statuses[c] == authoring::MutantStatus::detected) ++noticed;
    if (statuses[c] == authoring::MutantStatus::invalid) ++refused;
    const bool same = statuses[c] == authoring::MutantStatus::unchanged;
    if (!same && statuses[c] != authoring::MutantStatus::undetected) continue;
    const bool is_one_known = is_known(policy, change, matched);
    if (is_one_known || same) {
      ++(is_one_known ? known : unchanged);
      continue;
    }
    ++unnoticed;
    lines += quoted_format("  {}  {}{}{}\n", written_at(policy.sources, change.edit.span), change.owner,
                           io.say("：", ": "), authoring::name_of(change, english));
  }
  for (std::size_t i = 0; i < matched.size(); ++i) {
    const semantics::Known& one = policy.checked.known[i];
    if (!one.change || !one.own || matched[i]) continue;
    ++findings;
    lines += io.say("  {}  {}：这处“已知”用不着了，示例发现得了它，或者已经没有这处可改：{}\n",
                    "  {}  {}: this `known` is not needed: an example notices the change, or there is no such "
                    "change: {}\n",
                    written_at(policy.sources, one.span), one.subject, one.what);
  }
  findings += unnoticed;
  std::string said =
      io.say("试改规则 {} 处：示例发现 {} 处，检查时就报错 {} 处，已说明 {} 处，没有示例发现的 {} 处",
             "{:small change,small changes} tried: {} noticed by examples, {} refused by check, {} known, "
             "{} that no example notices",
             report::Count{changes.size()}, noticed, refused, known, unnoticed);
  if (unchanged > 0) said += io.say("；改了也算得一样的 {} 处", "; {} that compute the same", unchanged);
  return said + "\n" + lines;
}

}  // namespace cepol::cli
