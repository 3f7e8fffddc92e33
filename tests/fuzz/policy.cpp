// A policy: parsing, checking, laying out and messages. A text without errors is laid out to a text without errors, of
// the same tree and the same functions, which laying out again does not change; so with keywords in either language.
#include <set>

#include "lang/base/text.hpp"
#include "lang/format/format.hpp"
#include "tests/fuzz/policies.hpp"
#include "tests/fuzz/sections.hpp"
#include "tests/fuzz/target.hpp"

namespace cepol::fuzz {

namespace {

void check_spans(const syntax::Tree& tree) {
  for (const syntax::Node& node : tree.nodes.nodes)
    require(node.span.begin <= node.span.end && node.span.end <= tree.text->size(), "a node lies in the text");
  std::uint32_t end = 0;
  for (const syntax::Token& token : tree.tokens) {
    require(end <= token.begin && token.begin <= token.end && token.end <= tree.text->size(),
            "tokens follow one another in the text");
    end = token.end;
  }
}

// Of each code the first: to write all of them takes longer than to find them, and each is the first in some input.
void check_messages(const CheckedText& policy) {
  std::set<Code> shown;
  for (const Problems* problems : {&policy.parsed.problems, &policy.checked.problems})
    for (const Diagnostic& one : problems->list) {
      if (!shown.insert(one.code).second) continue;
      for (const Language language : {Language::zh, Language::en}) {
        const std::string message = render(one, policy.sources, language);
        require(message.ends_with('\n') && !invalid_utf8(message), "a message is text", message);
        require(message_of(one, language).find(between_spellings) == std::string::npos, "a message is in one language",
                message);
      }
    }
}

void check_layout(const CheckedText& policy, std::optional<std::string_view> notice) {
  const std::optional<Language> choices[] = {std::nullopt, Language::zh, Language::en};
  const std::optional<Language> keywords = choices[policy.tree().text->size() % 3];
  const std::string text = format::formatted(policy.tree(), {keywords});
  const auto again = check_text(text, notice);
  require(!again->parsed.problems.any_error(), "what is laid out parses", [&] { return text + again->errors(); });
  const std::string twice = format::formatted(again->tree(), {keywords});
  require(twice == text, "laying out twice changes nothing", [&] { return text + "----\n" + twice; });
  require(syntax::print_tree(again->tree()) == syntax::print_tree(policy.tree()), "laying out keeps the tree", text);
  require(again->good() == policy.good(), "laying out makes and mends no error",
          [&] { return text + again->errors() + "----\n" + policy.errors(); });
  if (policy.good())
    require(sorted_digests(again->program()) == sorted_digests(policy.program()), "laying out keeps the functions",
            text);
}

}  // namespace

void targets::policy(std::string_view input) {
  const auto sections = sections_of(input);
  std::optional<std::string_view> notice;
  if (sections.size() > 1 && !invalid_utf8(sections[1])) notice = sections[1];
  const auto policy = check_text(std::string(sections[0]), notice);
  check_spans(policy->tree());
  check_messages(*policy);
  if (policy->parsed.problems.any_error()) return;
  if (policy->good()) {
    const auto broken = core::verify(policy->program());
    require(!broken, "a policy without errors is a program that keeps the promises of the core", broken.value_or(""));
  }
  check_layout(*policy, notice);
}

}  // namespace cepol::fuzz
