// Loads and checks a policy: Loader reads the files, check() analyses the modules, tables stored beside the policy are
// read; problems that only follow from earlier errors are dropped, the rest is sorted by position.
#include "interpreter/workspace/load.hpp"

#include <algorithm>

#include "interpreter/files/path.hpp"
#include "interpreter/files/read.hpp"
#include "interpreter/workspace/loader.hpp"
#include "lang/check/check.hpp"
#include "lang/check/suppressions.hpp"

namespace cepol::workspace {

namespace {

// Distinguishes problems of check() that follow from an earlier error (text that was not parsed, a module that was not
// found) from new ones.
class FollowUpFilter {
 public:
  explicit FollowUpFilter(const Policy& policy) : sources_(policy.sources), first_(policy.problems) {
    for (const syntax::Parsed& parsed : policy.parsed)
      for (const syntax::Node& node : parsed.tree.nodes.nodes)
        if (node.kind == syntax::NodeKind::error) unparsed_ += std::string(text_of(policy.sources, node.span)) + "\n";
    module_missing_ = std::any_of(first_.list.begin(), first_.list.end(), [](const Diagnostic& one) {
      return one.code == Code::module_not_found || one.code == Code::module_cycle || one.code == Code::module_outside ||
             one.code == Code::module_unreadable;
    });
  }

  bool is_new(const Diagnostic& problem) const {
    if (!first_.any_error()) return true;
    if (severity_of(problem.code) == Severity::warning) return false;
    const Category category = category_of(problem.code);
    if (module_missing_ && category == Category::name) return false;
    if (std::any_of(first_.list.begin(), first_.list.end(),
                    [&](const Diagnostic& one) { return touches(one.span, problem.span); }))
      return false;
    const bool about_name = problem.code == Code::unknown_type || problem.code == Code::unknown_unit;
    if (category == Category::type && !about_name) return true;
    // A name that occurs in unparsed text may be declared there.
    return std::none_of(problem.arguments.begin(), problem.arguments.end(), [&](const std::string& argument) {
      return !argument.empty() && unparsed_.find(argument) != std::string::npos;
    });
  }

 private:
  // Overlapping, or on one line: the rest of a line with a syntax error is not reliable.
  bool touches(const Span& a, const Span& b) const {
    if (a.source != b.source) return false;
    const std::uint32_t begin = std::min(a.end, b.end), end = std::max(a.begin, b.begin);
    return end < begin || sources_[a.source].text.substr(begin, end - begin).find('\n') == std::string::npos;
  }

  const Sources& sources_;
  Problems first_;
  std::string unparsed_;
  bool module_missing_ = false;
};

std::string reason_in_both(data::Fault fault, const std::vector<std::string>& arguments) {
  return in_both(data::reason_of(fault, arguments, false), data::reason_of(fault, arguments, true));
}

// Tables stored in files beside the policy (RecordTable::beside): their paths are resolved against the file that
// declares them, their texts are stored in the program, once, and each is read to report what is wrong in it.
void check_tables_beside(Policy& policy, const files::Files& files) {
  core::Program& program = policy.checked.program;
  bool any = false;
  for (core::RecordTable& table : program.tables.nodes) {
    if (table.beside.empty()) continue;
    any = true;
    const std::string folder = folder_of(policy.sources[origin_of(policy.sources, table.declared).source].name);
    const NamedFile file = find_named(files, NamedBy::table, folder, table.beside);
    table.beside = files::path::join(folder, table.beside);
    std::string why;
    if (auto text = read_named(files, file, why))
      table.beside_text = std::make_shared<const std::string>(std::move(*text));
    else
      report_named(policy.problems, file, table.declared, table.beside, file.found() ? why : std::string());
  }
  if (!any) return;
  const files::Read read = files::read(program, {}, files);
  const auto declared = [&](auto&& is) -> Span {
    for (const core::RecordTable& table : program.tables.nodes)
      if (is(table)) return table.declared;
    return {};
  };
  for (const files::ReadError& error : read.errors)
    policy.problems.add(Code::beside_unreadable,
                        declared([&](const core::RecordTable& table) { return table.beside == error.path; }),
                        {error.path, reason_in_both(error.fault, error.arguments)});
  for (const data::BadRow& bad : read.data.bad) {
    const std::string place = data::place_of(bad, true);
    policy.problems.add(Code::beside_bad_row,
                        declared([&](const core::RecordTable& table) { return table.name == bad.table; }),
                        {bad.file, in_both(data::place_of(bad, false), (place.empty() ? "" : ", ") + place),
                         in_both(data::reason_of(bad, false), data::reason_of(bad, true))});
  }
}

// `never used` in a module that an amendment wrote out in the composed text: not an error of this policy.
bool of_base_module(const Policy& policy, const Diagnostic& problem) {
  return problem.code == Code::never_used &&
         policy.base_modules.count(origin_of(policy.sources, problem.span).source.index) != 0;
}

// Adds the place of the repeal to errors about a name that the amendment repeals.
void point_at_repeals(Policy& policy) {
  for (Diagnostic& problem : policy.problems.list) {
    if (severity_of(problem.code) != Severity::error || problem.arguments.empty()) continue;
    for (const amend::Operation& operation : policy.operations) {
      if (operation.act != amend::Act::repeal || !operation.declared.source.valid()) continue;
      const std::string_view name = text_of(policy.sources, operation.declared);
      if (std::find(problem.arguments.begin(), problem.arguments.end(), name) == problem.arguments.end()) continue;
      problem.also(operation.span, "在这里废止了它", "it is repealed here")
          .also(operation.declared, "原来在这里定义", "it was defined here");
    }
  }
}

void check(Policy& policy, const Version& version, const files::Files& files) {
  const FollowUpFilter filter(policy);
  policy.modules = version.modules;
  policy.notice = version.notice;
  policy.others = version.others;
  policy.checked = check::check(policy.sources, policy.modules, policy.notice, policy.others);
  for (const Diagnostic& problem : policy.checked.problems.list)
    if (filter.is_new(problem) && !of_base_module(policy, problem)) policy.problems.list.push_back(problem);
  point_at_repeals(policy);
  check_tables_beside(policy, files);
  std::vector<const syntax::Tree*> trees;
  for (const syntax::Parsed& parsed : policy.parsed) trees.push_back(&parsed.tree);
  check::silence(policy.checked, trees, policy.problems);
  check::report_known_of_nothing(policy.checked, policy.problems);
}

// By position: the policy's own first, then those of modules. A problem reported for each of several rows or sources is
// kept once.
void sort_problems(Policy& policy) {
  auto& list = policy.problems.list;
  std::stable_sort(list.begin(), list.end(), [&](const Diagnostic& a, const Diagnostic& b) {
    const Span one = origin_of(policy.sources, a.span), two = origin_of(policy.sources, b.span);
    return std::pair(one.source.index, one.begin) < std::pair(two.source.index, two.begin);
  });
  list.erase(std::unique(list.begin(), list.end(),
                         [](const Diagnostic& a, const Diagnostic& b) {
                           return a.code == b.code && a.span == b.span && a.arguments == b.arguments;
                         }),
             list.end());
}

}  // namespace

EarlierTrees Policy::take_trees() {
  EarlierTrees trees;
  for (syntax::Parsed& one : parsed)
    trees[sources[one.tree.span(one.tree.root).source].name].push_back(std::move(one.tree));
  parsed.clear();
  return trees;
}

std::unique_ptr<Policy> load(const Workspace& workspace, const std::string& file, const EarlierTrees& earlier) {
  auto policy = std::make_unique<Policy>();
  auto text = read_text(workspace.files, file, policy->why_unreadable);
  policy->readable = text.has_value();
  if (!text) return policy;
  const auto version = Loader(*policy, workspace, earlier).load(file, std::move(*text));
  for (const syntax::Parsed& parsed : policy->parsed)
    policy->problems.list.insert(policy->problems.list.end(), parsed.problems.list.begin(), parsed.problems.list.end());
  if (version) check(*policy, *version, workspace.files);
  sort_problems(*policy);
  return policy;
}

}  // namespace cepol::workspace
