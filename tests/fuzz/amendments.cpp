// A policy and an amendment of it, loaded from files in memory: what comes of them is a policy that parses but for what
// the amendment itself writes wrong, whose messages can be shown, and that is not much larger than both.
#include "interpreter/workspace/load.hpp"
#include "lang/base/text.hpp"
#include "lang/semantics/header.hpp"
#include "tests/fuzz/policies.hpp"
#include "tests/fuzz/sections.hpp"
#include "tests/fuzz/target.hpp"

namespace cepol::fuzz {

namespace {

// Text that is copied, citations that are written out with the path of their policy, words for the amending clauses.
constexpr std::size_t most_times = 8, most_more = 4000;

// The last part of the policy's path, as which its file is found.
std::string name_of(std::string text) {
  Sources sources;
  const SourceId id = sources.add({"base.cepol", std::move(text)});
  const std::string path = semantics::path_of(syntax::parse(sources, id).tree);
  const std::string name = path.substr(path.rfind('/') + 1);
  return name.empty() || name == "new" ? "base" : name;
}

}  // namespace

void targets::amendments(std::string_view input) {
  const auto sections = sections_of(input);
  if (sections.size() < 2) return;
  files::MemoryFiles files;
  add_library(files, "/library");
  files.write("/t/" + name_of(std::string(sections[0])) + ".cepol", std::string(sections[0]));
  files.write("/t/new.cepol", std::string(sections[1]));
  files.write("/t/notice.txt", sections.size() > 2 ? std::string(sections[2]) : "一、一。\n二、二。\n");
  const workspace::Workspace workspace{files, "/library", {}};
  const auto policy = workspace::load(workspace, "/t/new.cepol");
  require(policy->readable, "a file in memory is readable");
  for (const Diagnostic& one : policy->problems.list)
    for (const Language language : {Language::zh, Language::en}) {
      const std::string message = render(one, policy->sources, language);
      require(!message.empty() && !invalid_utf8(message), "a message is text", message);
    }
  if (policy->modules.empty() || policy->amends.empty()) return;
  const semantics::Module& whole = policy->modules.back();
  const std::string& text = policy->sources[whole.source].text;
  std::size_t from = input.size();
  for (const semantics::Module& module : policy->modules)
    if (module.source != whole.source) from += policy->sources[module.source].text.size();
  require(text.size() <= most_times * from + most_more, "the whole is not much larger than its parts", text);
  for (const Diagnostic& one : whole.parsed->problems.list)
    require(severity_of(one.code) == Severity::warning ||
                origin_of(policy->sources, one.span).source == own_source(policy->sources, whole.parsed->tree),
            "what does not parse was written in the amendment",
            [&] { return text + render(one, policy->sources, Language::en); });
  if (policy->good()) require(!core::verify(policy->program()), "the whole keeps the promises of the core", text);
}

}  // namespace cepol::fuzz
