// What authors do at a place: actions beside the mending of problems, a citation from the notice, an example of a
// record.
#include "interpreter/authoring/example_text.hpp"
#include "interpreter/authoring/seeds.hpp"
#include "interpreter/engines/engines.hpp"
#include "interpreter/service/methods.hpp"
#include "lang/services/author_actions.hpp"

namespace cepol::service {

namespace {

Json edit_json(Context& context, const Analysis& analysis, const std::vector<services::TextEdit>& edits) {
  Json changes = Json::object();
  for (const services::TextEdit& edit : edits)
    changes[uri_of(context, analysis, edit.span.source)].push_back(
        {{"range", range_of(analysis, edit.span)}, {"newText", edit.text}});
  return {{"changes", std::move(changes)}};
}

}  // namespace

Json author_actions_json(Context& context, const Opened& file, std::uint32_t offset) {
  Analysis& analysis = *file.analysis;
  Json found = Json::array();
  for (const services::CodeAction& action :
       services::author_actions(analysis.view(), analysis.names(), analysis.file(), offset))
    found.push_back(
        {{"title", action.title}, {"kind", "refactor"}, {"edit", edit_json(context, analysis, action.edits)}});
  const std::string record = services::record_at(analysis.view(), analysis.file(), offset);
  if (!record.empty() && analysis.policy().good())
    found.push_back({{"title", say_in(context.english(), "拟一个“{}”的示例", "make an example of “{}”", record)},
                     {"kind", "refactor"},
                     {"data", {{"uri", file.document->uri}, {"exampleOf", record}}}});
  return found;
}

// An action without its edit, which takes the engine to make: the example, at the end of the text.
Answer resolve_code_action(Context& context, const Json& params) {
  const Json& data = member(params, "data");
  const std::string *uri = text_of(member(data, "uri")), *record = text_of(member(data, "exampleOf"));
  Json action = params;
  if (!action.is_object() || uri == nullptr || record == nullptr) return {action};
  const Opened file = opened(context, {{"textDocument", {{"uri", *uri}}}});
  if (!file.good()) return file.problem;
  Analysis& analysis = *file.analysis;
  if (!analysis.policy().good()) return policy_has_errors(context);
  const core::Program& program = analysis.policy().program();
  for (std::uint32_t i = 0; i < program.tables.size(); ++i) {
    if (program.tables.nodes[i].name != *record) continue;
    engine::LoadedProgram loaded(engines::for_examples(), program);
    const auto example = authoring::example_of(analysis.policy().checked, loaded, core::TableId{i});
    if (!example) break;
    const auto end = static_cast<std::uint32_t>(analysis.source().text.size());
    const std::string text = (analysis.source().text.ends_with('\n') ? "\n" : "\n\n") +
                             authoring::text_of(program, *example, program.english);
    action["edit"] = edit_json(context, analysis, {{{analysis.file(), end, end}, text}});
    return {action};
  }
  return failure(ErrorCode::request_failed, say_in(context.english(), "“{}”没有要判定的，做不出示例",
                                                   "nothing is decided of “{}”: there is no example to make", *record));
}

Answer cite_clause(Context& context, const Json& params) {
  const Placed place = placed(context, params);
  if (!place.good()) return place.problem;
  const std::string* label = text_of(member(params, "clause"));
  const auto edit = label == nullptr
                        ? std::nullopt
                        : services::citation(place.analysis->view(), place.analysis->file(), place.offset, *label);
  if (!edit)
    return failure(ErrorCode::request_failed,
                   std::string(say_in(context.english(), "光标处没有可以引用这一条的规则，或者已经引用了",
                                      "no rule at the cursor can cite the clause, or it does already")));
  return {{{"edit", edit_json(context, *place.analysis, {*edit})}}};
}

}  // namespace cepol::service
