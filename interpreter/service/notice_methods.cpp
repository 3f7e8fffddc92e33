// The notice beside the policy: every clause with the rules of the document that cite it, and the page of both.
#include "interpreter/engines/engines.hpp"
#include "interpreter/pages/doc.hpp"
#include "interpreter/service/methods.hpp"
#include "lang/services/notice_map.hpp"

namespace cepol::service {

namespace {

Json clause_json(const Analysis& analysis, const services::NoticeClause& clause) {
  Json cited = Json::array();
  for (const services::ClauseCitation& one : clause.cited)
    cited.push_back({{"range", range_of(analysis, one.clause)},
                     {"rule", range_of(analysis, one.declaration)},
                     {"name", std::string(text_of(analysis.policy().sources, one.name))}});
  Json made = {{"label", clause.label},
               {"text", clause.clause->text},
               {"depth", clause.clause->depth},
               {"cited", std::move(cited)}};
  if (clause.inert) made["computesNothing"] = clause.why;
  return made;
}

}  // namespace

Answer notice_beside(Context& context, const Json& params) {
  const Opened file = opened(context, params);
  if (!file.good()) return file.problem;
  const Analysis& analysis = *file.analysis;
  Json notices = Json::array();
  for (const services::NoticeText& notice : services::notice_map(analysis.view(), analysis.file())) {
    Json clauses = Json::array();
    for (const services::NoticeClause& clause : notice.clauses) clauses.push_back(clause_json(analysis, clause));
    Json one = {{"of", notice.of}, {"clauses", std::move(clauses)}};
    if (notice.notice->source.valid()) one["uri"] = uri_of(context, analysis, notice.notice->source);
    notices.push_back(std::move(one));
  }
  return {{{"version", file.document->version}, {"notices", std::move(notices)}}};
}

Answer page_of_policy(Context& context, const Json& params) {
  const Opened file = opened(context, params);
  if (!file.good()) return file.problem;
  const workspace::Policy& policy = file.analysis->policy();
  if (!policy.good()) return policy_has_errors(context);
  const pages::PolicyWithNotice given{policy.as_checked(), policy.notice, policy.others};
  return {{{"html", pages::doc_page(pages::make_doc(given, pages::examples_of_rules(given, engines::for_examples()),
                                                    context.english()))}}};
}

}  // namespace cepol::service
