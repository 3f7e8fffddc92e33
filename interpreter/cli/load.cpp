#include "interpreter/cli/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "interpreter/cli/loader.hpp"
#include "interpreter/cli/policy_files.hpp"
#include "interpreter/cli/versions.hpp"
#include "interpreter/files/read.hpp"
#include "interpreter/workspace/disk_files.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

// What could not be read: what check() says of names in it may just follow from that.
class Unread {
 public:
  explicit Unread(const Policy& policy) : sources_(policy.sources), first_(policy.problems) {
    for (const syntax::Parsed& parsed : policy.parsed)
      for (const syntax::Node& node : parsed.tree.nodes.nodes)
        if (node.kind == syntax::NodeKind::error) text_ += std::string(text_of(policy.sources, node.span)) + "\n";
    module_missing_ = std::any_of(first_.list.begin(), first_.list.end(), [](const Diagnostic& one) {
      return one.code == Code::module_not_found || one.code == Code::module_cycle || one.code == Code::module_outside;
    });
  }
  // Does a problem that was found afterwards say something new?
  bool stands_alone(const Diagnostic& problem) const {
    if (!first_.any_error()) return true;
    if (severity_of(problem.code) == Severity::warning) return false;
    if (module_missing_ && code_number(problem.code).starts_with("E02")) return false;
    if (std::any_of(first_.list.begin(), first_.list.end(),
                    [&](const Diagnostic& one) { return touches(one.span, problem.span); }))
      return false;
    const std::string_view number = code_number(problem.code);
    if (number.starts_with("E03") && problem.code != Code::unknown_type && problem.code != Code::unknown_unit)
      return true;  // of no names
    return std::none_of(problem.arguments.begin(), problem.arguments.end(), [&](const std::string& argument) {
      return !argument.empty() && text_.find(argument) != std::string::npos;
    });
  }

 private:
  // Over each other, or on one line: what stands before an unreadable sign is only half of what was meant.
  bool touches(const Span& a, const Span& b) const {
    if (a.source != b.source) return false;
    const std::uint32_t begin = std::min(a.end, b.end), end = std::max(a.begin, b.begin);
    return end < begin || sources_[a.source].text.substr(begin, end - begin).find('\n') == std::string::npos;
  }

  const Sources& sources_;
  Problems first_;
  std::string text_;
  bool module_missing_ = false;
};

}  // namespace

namespace {

// Tables that the policy brings along: found beside it, and read once to tell what is wrong in them.
void read_tables_beside(Policy& policy, bool english) {
  core::Program& program = policy.checked.program;
  bool any = false;
  for (core::RecordTable& table : program.tables.nodes)
    if (!table.beside.empty()) {
      const Span written = origin_of(policy.sources, table.declared);  // beside the file that declares it
      table.beside = (folder_of(policy.sources[written.source].name) / table.beside).string();
      any = true;
    }
  if (!any) return;
  const workspace::DiskFiles disk;
  std::vector<files::ReadError> errors = files::load_beside(program, disk);
  const files::Read read = files::read(program, {}, disk);
  errors.insert(errors.end(), read.errors.begin(), read.errors.end());
  auto declared = [&](auto&& is) -> Span {
    for (const core::RecordTable& table : program.tables.nodes)
      if (is(table)) return table.declared;
    return {};
  };
  for (const files::ReadError& error : errors)
    policy.problems.add(Code::beside_unreadable,
                        declared([&](const core::RecordTable& table) { return table.beside == error.path; }),
                        {error.path, data::reason_of(error.fault, error.arguments, english)});
  for (const data::BadRow& bad : read.data.bad) {
    const std::string place = data::place_of(bad, english);
    policy.problems.add(Code::beside_bad_row,
                        declared([&](const core::RecordTable& table) { return table.name == bad.table; }),
                        {bad.file, (english && !place.empty() ? ", " : "") + place, data::reason_of(bad, english)});
  }
}

void warn_of_date(const Policy& policy, const std::string& on, const Io& io) {
  const core::Program& program = policy.program();
  const Day day = parse_date(on)->first;
  const bool before = program.applies_from && day < *program.applies_from;
  if (!before && !(program.applies_to && day > *program.applies_to)) return;
  io.message(io.say("注意：{} 不在“{}”的适用期里\n", "note: “{1}” does not apply on {0}\n", on, program.name));
}

// Of a module that an amendment wrote out: what nobody uses of it is no fault of the policy.
bool of_module(const Policy& policy, const Diagnostic& problem) {
  return problem.code == Code::never_used &&
         policy.base_modules.count(origin_of(policy.sources, problem.span).source.index) != 0;
}

// A name that nothing declares any more: who took it away.
void tell_repealed(Policy& policy) {
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

}  // namespace

std::unique_ptr<Policy> load(const std::string& given, const Io& io, const std::string& on) {
  auto policy = std::make_unique<Policy>();
  std::string path = find_policy(given, io);
  if (const auto folder = find_folder(given, io)) {
    const auto chosen = version_on(*folder, on, io);
    if (!chosen) return policy;
    path = *chosen;
  }
  std::string why;
  Loader loader(*policy, io);
  const auto version = loader.load(path, why);
  if (!version && !why.empty()) {
    io.message(io.say("{}：打不开政策文件：{}；请核对名称和位置\n",
                      "{}: the policy cannot be opened: {}; check its name and place\n", path, io.system_words(why)));
    return policy;
  }
  policy->readable = true;
  for (const syntax::Parsed& parsed : policy->parsed)
    policy->problems.list.insert(policy->problems.list.end(), parsed.problems.list.begin(), parsed.problems.list.end());
  if (version) {
    const Unread unread(*policy);
    policy->modules = version->modules;
    policy->notice = version->notice;
    policy->others = version->others;
    policy->checked = semantics::check(policy->sources, policy->modules, policy->notice, policy->others);
    for (const Diagnostic& problem : policy->checked.problems.list)
      if (unread.stands_alone(problem) && !of_module(*policy, problem)) policy->problems.list.push_back(problem);
    tell_repealed(*policy);
    read_tables_beside(*policy, io.language == Language::en);
    std::vector<const syntax::Tree*> trees;
    for (const syntax::Parsed& parsed : policy->parsed) trees.push_back(&parsed.tree);
    semantics::silence(policy->checked, trees, policy->problems);
    semantics::report_known_of_nothing(policy->checked, policy->problems);
  }
  if (!on.empty() && version) warn_of_date(*policy, on, io);
  // The policy's own first, then those of modules, by place.
  std::stable_sort(policy->problems.list.begin(), policy->problems.list.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) {
                     const Span one = origin_of(policy->sources, a.span), two = origin_of(policy->sources, b.span);
                     return std::pair(one.source.index, one.begin) < std::pair(two.source.index, two.begin);
                   });
  // What is read once for each of several rows or sources is told once.
  auto& list = policy->problems.list;
  list.erase(std::unique(list.begin(), list.end(),
                         [](const Diagnostic& a, const Diagnostic& b) {
                           return a.code == b.code && a.span == b.span && a.arguments == b.arguments;
                         }),
             list.end());
  return policy;
}

std::size_t print_problems(const Policy& policy, const Io& io, bool warnings) {
  std::size_t errors = 0;
  for (const Diagnostic& problem : policy.problems.list) {
    const bool error = severity_of(problem.code) == Severity::error;
    errors += error ? 1 : 0;
    if (error || warnings) io.message(render(problem, policy.sources, io.language, io.colour_err));
  }
  return errors;
}

std::string written_at(const Sources& sources, Span span) {
  span = origin_of(sources, span);
  const Source& source = sources[span.source];
  const Place at = place_of(source, span.begin);
  return fmt::format("{}:{}:{}", source.name, at.line, at.column);
}

}  // namespace cepol::cli
