// Every name that the shipped policies and the standard library write is declared, is resolved, or is one of the
// language itself; and a name can be changed everywhere: the policy checks as before and computes the same.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <set>

#include "interpreter/service/policy_view.hpp"
#include "interpreter/workspace/disk_files.hpp"
#include "interpreter/workspace/load.hpp"
#include "lang/check/edited.hpp"
#include "lang/core/digest.hpp"
#include "lang/semantics/builtins.hpp"
#include "lang/services/names.hpp"
#include "lang/services/rename.hpp"

using namespace cepol;
using services::Names;
using services::View;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

namespace {

const std::filesystem::path root = CEPOL_ROOT;

std::vector<std::string> cepol_files(const std::string& below) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / below))
    if (entry.path().extension() == ".cepol") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::unique_ptr<workspace::Policy> loaded(const std::string& file) {
  return workspace::load({workspace::disk_files(), (root / "stdlib").string(), {(root / "policies").string()}}, file);
}

// Why a name that is neither declared nor resolved need not be.
std::string exemption(const Tree& tree, NodeId parent, NodeId name) {
  const std::string text(tree.name_text(name));
  const NodeKind kind = tree.kind(parent);
  if (kind == NodeKind::language) return "the language of the policy";
  if (!semantics::builtin_name(text).empty() && kind == NodeKind::call) return "a built-in function";
  static const std::set<std::string> calendar{"years", "months", "days", "年",    "个月", "月",
                                              "天",    "周岁",   "year", "month", "day"};
  if (calendar.contains(text) && (kind == NodeKind::quantity || kind == NodeKind::type || kind == NodeKind::convert))
    return "a unit of the calendar";
  static const std::set<std::string> given{"window", "窗口", "total", "总量", "earned", "已得"};
  if (given.contains(text)) return "a value that the construct gives";
  if ((text == "group" || text == "本组") && kind == NodeKind::rows) return "the rows of the group around it";
  if (kind == NodeKind::known) return "the code of a warning";
  if (category_of(kind) == syntax::NodeCategory::amendment)
    return "a part of what an amendment changes, found by amend";
  return {};
}

// Of the file itself: the examples of a used module are checked with the module, what an amendment leaves out with the
// policy that it amends.
std::size_t check_names(const workspace::Policy& policy) {
  const View view = service::view_of(policy, Language::en);
  const Names names(view);
  const Tree& tree = *view.tree(SourceId{0});
  std::size_t count = 0;
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i)
    for (NodeId child : tree.children(NodeId{i})) {
      if (tree.kind(child) != NodeKind::name) continue;
      ++count;
      if (names.of(tree.span(child)) != nullptr || !exemption(tree, NodeId{i}, child).empty()) continue;
      const LineColumn at = place_of(policy.sources.front(), tree.span(child).begin);
      FAIL_CHECK("line " << at.line << ", column " << at.column << ": “" << tree.text_of(child) << "”, a part of "
                         << id_of(tree.kind(NodeId{i})) << ", is not resolved");
    }
  return count;
}

std::string without_blanks(const std::string& text) {
  std::string all;
  for (const char c : text)
    if (c != ' ' && c != '\n') all += c;
  return all;
}
std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::vector<std::uint64_t> sorted_digests(const core::Program& program) {
  std::vector<core::Member> readings;
  for (const core::Reading& reading : program.readings.nodes) readings.push_back(reading.default_option);
  std::vector<std::uint64_t> digests = core::digests_of(program, readings);
  std::sort(digests.begin(), digests.end());
  return digests;
}

// Renames every `step`th name and compares the program with the one before, but for the name.
std::size_t check_renames(const workspace::Policy& policy, std::size_t step) {
  const std::string fresh = "改名后甲";
  const View view = service::view_of(policy, Language::en);
  const Names names(view);
  const auto before = check::check_edited(policy.as_checked(), {});
  REQUIRE(before);
  const std::string printed = without_blanks(core::print(before->checked.program));
  std::size_t count = 0, number = 0;
  for (const auto& [place, name] : names.declarations()) {
    if (number++ % step != 0) continue;
    const std::string old(name.tree->name_text(name.name));
    INFO("“" << old << "”, a " << services::words_of(name.kind, Language::en) << ", line "
             << place_of(policy.sources[name.span.source], name.span.begin).line << " of "
             << policy.sources[name.span.source].name);
    std::vector<check::Edit> edits;
    for (const services::TextEdit& edit : services::rename(view, names, name.span, fresh))
      edits.push_back({edit.span, edit.text});
    const auto after = check::check_edited(policy.as_checked(), edits);
    CHECK(after);
    if (!after) continue;
    ++count;
    const std::string now = without_blanks(core::print(after->checked.program));
    // Rules are numbered in the order of their names: then the functions are the same in another order.
    CHECK((replaced(now, fresh, old) == printed ||
           sorted_digests(after->checked.program) == sorted_digests(before->checked.program)));
    CHECK(after->checked.examples.size() == before->checked.examples.size());
  }
  return count;
}

}  // namespace

TEST_CASE("every name of the shipped policies and modules is declared, resolved, or one of the language") {
  std::size_t count = 0;
  for (const char* below : {"policies", "stdlib"})
    for (const std::string& file : cepol_files(below)) {
      const auto policy = loaded(file);
      INFO(file);
      REQUIRE(policy->good());
      count += check_names(*policy);
    }
  CHECK(count > 10000);
}

TEST_CASE("a policy of which any name is changed everywhere checks and computes the same") {
  std::size_t count = 0;
  for (const std::string& file : cepol_files("policies")) {
    const auto policy = loaded(file);
    if (!policy->amends.empty()) continue;  // its text is composed; the service renames in both files
    INFO(file);
    count += check_renames(*policy, file.ends_with("nmg/2017.cepol") ? 1 : 13);
  }
  CHECK(count > 250);
}
