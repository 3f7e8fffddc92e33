// What the examples reach, which small changes of the rules they notice, and records on both sides of each threshold.
// Long work is asked for in parts (`from`, `count`), so that an editor shows how far it is and can stop.
#include <algorithm>

#include "interpreter/authoring/boundaries.hpp"
#include "interpreter/authoring/coverage_words.hpp"
#include "interpreter/authoring/mutation_run.hpp"
#include "interpreter/engines/engines.hpp"
#include "interpreter/service/methods.hpp"
#include "lang/base/text.hpp"

namespace cepol::service {

namespace {

// Where it was written in the document; nullopt: elsewhere, or it was generated.
std::optional<Span> in_document(const Analysis& analysis, Span span) {
  const auto written = services::written_at(analysis.policy().sources, span);
  return written && written->source == analysis.file() ? written : std::nullopt;
}

Json point_json(const Context& context, const Analysis& analysis, const authoring::Point& point, Span written) {
  Json examples = Json::array();
  for (const std::uint32_t example : point.examples)
    examples.push_back(analysis.policy().checked.examples[example].title);
  Json made = {{"range", range_of(analysis, written)},
               {"kind", std::string(context.english() ? authoring::labels_of(point.kind).one_en
                                                      : authoring::labels_of(point.kind).zh)},
               {"label", authoring::label_of(point, context.english())},
               {"reached", point.reached()},
               {"examples", std::move(examples)}};
  if (const auto partial = authoring::partial_condition_text(point, context.english()); !partial.empty())
    made["partial"] = std::string(partial);
  return made;
}

std::string_view word_of_status(authoring::MutantStatus status) {
  switch (status) {
    case authoring::MutantStatus::detected: return "detected";
    case authoring::MutantStatus::undetected: return "undetected";
    case authoring::MutantStatus::unchanged: return "unchanged";
    case authoring::MutantStatus::invalid: return "invalid";
  }
  return "invalid";
}

bool is_known_change(const workspace::Policy& policy, const authoring::Mutation& change) {
  return std::any_of(policy.checked.known.begin(), policy.checked.known.end(), [&](const semantics::Known& one) {
    return one.change && one.subject == change.owner && authoring::is_named(change, one.what);
  });
}

bool writes_english(const syntax::Tree& tree) {
  for (const syntax::Token& token : tree.tokens)
    if (token.kind == syntax::TokenKind::keyword) return static_cast<unsigned char>((*tree.text)[token.begin]) < 0x80;
  return false;
}

}  // namespace

Answer policy_has_errors(const Context& context) {
  return failure(ErrorCode::request_failed, std::string(say_in(context.english(), "政策有错，改好再试",
                                                               "the policy has errors: mend them, then try again")));
}

Answer coverage_of_policy(Context& context, const Json& params) {
  const Opened file = opened(context, params);
  if (!file.good()) return file.problem;
  Analysis& analysis = *file.analysis;
  if (!analysis.policy().good()) return policy_has_errors(context);
  Json points = Json::array();
  for (const authoring::Point& point : analysis.coverage().points)
    if (const auto written = in_document(analysis, point.span))
      points.push_back(point_json(context, analysis, point, *written));
  return {{{"version", file.document->version}, {"points", std::move(points)}}};
}

Answer mutations_of_policy(Context& context, const Json& params) {
  const Opened file = opened(context, params);
  if (!file.good()) return file.problem;
  Analysis& analysis = *file.analysis;
  const workspace::Policy& policy = analysis.policy();
  if (!policy.good()) return policy_has_errors(context);
  const std::vector<authoring::Mutation> all = authoring::mutations_of(policy.as_checked());
  const auto size = static_cast<std::int64_t>(all.size());
  const std::int64_t from = std::clamp<std::int64_t>(whole_number(member(params, "from")).value_or(0), 0, size);
  const std::int64_t count =
      std::clamp<std::int64_t>(whole_number(member(params, "count")).value_or(size), 0, size - from);
  const std::vector<authoring::Mutation> part(all.begin() + from, all.begin() + from + count);
  const auto statuses =
      authoring::run_mutations(policy.as_checked(), engines::for_examples(), part, analysis.coverage(), Parallel());
  Json tried = Json::array();
  for (std::size_t i = 0; i < part.size(); ++i) {
    Json one = {{"name", authoring::name_of(part[i], context.english())},
                {"owner", part[i].owner},
                {"status", word_of_status(statuses[i])},
                {"known", is_known_change(policy, part[i])}};
    if (const auto written = in_document(analysis, part[i].shown)) one["range"] = range_of(analysis, *written);
    tried.push_back(std::move(one));
  }
  return {{{"total", size}, {"from", from}, {"tried", std::move(tried)}}};
}

Answer boundaries_of_policy(Context& context, const Json& params) {
  const Opened file = opened(context, params);
  if (!file.good()) return file.problem;
  Analysis& analysis = *file.analysis;
  const workspace::Policy& policy = analysis.policy();
  if (!policy.good()) return policy_has_errors(context);
  const authoring::Boundaries found = authoring::boundaries(policy.as_checked(), engines::for_examples());
  const bool english = writes_english(policy.modules.back().parsed->tree);
  std::string text;
  for (std::size_t i = found.own; i < found.bases.size(); ++i)
    text += (text.empty() ? "" : "\n") + authoring::text_of(policy.program(), found.bases[i], english);
  for (const authoring::Proposal& proposal : found.proposals)
    text += (text.empty() ? "" : "\n") + authoring::text_of(policy.program(), found, proposal, english);
  Json unreached = Json::array();
  for (const Span threshold : found.unreached)
    if (const auto written = in_document(analysis, threshold))
      unreached.push_back({{"range", range_of(analysis, *written)},
                           {"text", on_one_line(policy.as_checked().tree().without_comments(threshold))}});
  return {{{"text", std::move(text)}, {"proposals", found.proposals.size()}, {"unreached", std::move(unreached)}}};
}

}  // namespace cepol::service
