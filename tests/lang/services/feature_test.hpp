// A policy for the tests of features, with the place of `▮` in its text.
#pragma once

#include "lang/services/names.hpp"
#include "tests/support/policy.hpp"

namespace cepol::test {

struct FeatureTest {
  std::unique_ptr<Policy> policy;
  std::vector<amend::Operation> operations;
  std::vector<semantics::OtherNotice> others;
  std::unique_ptr<services::View> view;
  std::unique_ptr<services::Names> names;
  std::uint32_t at = 0;  // of the mark
  SourceId file;

  std::string text(Span span) const { return std::string(text_of(policy->sources, span)); }
};

// `body`: declarations of a policy in English.
inline FeatureTest feature_test(std::string body, const std::string& notice = {},
                                const std::string& head = "policy test/one \"test\" { language en }\n") {
  FeatureTest made;
  std::string text = head + body;
  if (const std::size_t mark = text.find("▮"); mark != std::string::npos) {
    made.at = static_cast<std::uint32_t>(mark);
    text.erase(mark, std::string("▮").size());
  }
  made.policy = checked({{"", text}}, notice);
  const Policy& policy = *made.policy;
  made.view = std::make_unique<services::View>(services::View{policy.sources,
                                                              policy.modules,
                                                              policy.checked,
                                                              policy.checked.problems,
                                                              policy.notice ? &*policy.notice : nullptr,
                                                              made.others,
                                                              made.operations,
                                                              {},
                                                              Language::en});
  made.view->trees.resize(policy.sources.size(), nullptr);
  for (const syntax::Parsed& parsed : policy.parsed)
    made.view->trees[parsed.tree.span(parsed.tree.root).source.index] = &parsed.tree;
  made.names = std::make_unique<services::Names>(*made.view);
  made.file = policy.modules.back().source;
  return made;
}

inline const std::string feature_records =
    "unit hours\n"
    "enum level { low, high }\n"
    "record person key id { id: text\n  level: level\n  born: date\n  member: bool }\n"
    "record study of person { year: year\n  hours: hours\n  topic: { law, other } }\n";

}  // namespace cepol::test
