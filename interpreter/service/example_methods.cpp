// Examples: a lens above each that runs it, and the commands that run them.
#include <algorithm>
#include <set>

#include "interpreter/authoring/run.hpp"
#include "interpreter/engines/engines.hpp"
#include "interpreter/service/methods.hpp"
#include "lang/services/code_lenses.hpp"

namespace cepol::service {

namespace {

constexpr std::string_view run_example = "cepol.runExample", run_examples = "cepol.runExamples";

Json result_json(Context& context, Analysis& analysis, engine::LoadedProgram& loaded,
                 const semantics::Example& example) {
  const core::Program& program = analysis.policy().program();
  const authoring::ExampleResult ran = authoring::run(loaded, example);
  Json differences = Json::array();
  for (const data::BadRow& bad : ran.input.data.bad)
    differences.push_back({{"label", bad.table + (bad.column.empty() ? "" : "." + bad.column)},
                           {"message", data::reason_of(bad, context.english())}});
  for (const authoring::ExpectationMismatch& one : ran.differences) {
    Json difference = {{"label", authoring::label_of(program, *one.expectation)},
                       {"expected", one.expectation->text},
                       {"got", one.got},
                       {"noRow", one.no_row}};
    if (const auto span = services::written_at(analysis.policy().sources, one.expectation->span))
      difference["location"] = location_of(context, analysis, *span);
    differences.push_back(std::move(difference));
  }
  Json made = {{"title", example.title},
               {"holds", ran.holds()},
               {"differences", std::move(differences)},
               {"reasons", ran.reasons}};
  if (const auto span = services::written_at(analysis.policy().sources, example.span))
    made["location"] = location_of(context, analysis, *span);
  return made;
}

const semantics::Example* example_of(const Analysis& analysis, const std::string& title) {
  const auto& all = analysis.policy().checked.examples;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const semantics::Example& one) { return one.title == title; });
  return found == all.end() ? nullptr : &*found;
}

std::string lens_title(const Json& result, bool english) {
  if (member(result, "holds") == true) return std::string(say_in(english, "✓ 通过", "✓ holds"));
  std::string text(say_in(english, "✗ 不符", "✗ differs"));
  for (const Json& one : member(result, "differences")) {
    const std::string *label = text_of(member(one, "label")), *expected = text_of(member(one, "expected")),
                      *got = text_of(member(one, "got"));
    if (label != nullptr && expected != nullptr && got != nullptr)
      text += say_in(english, "：{} 预期 {}，得到 {}", ": {} expected {}, got {}", *label, *expected, *got);
    break;
  }
  return text;
}

std::string words_of_lens(const Context& context, const Analysis& analysis, const services::CodeLens& lens) {
  std::string text = say_in(context.english(), "用到 {} 处", "uses: {}", lens.uses);
  if (lens.rule && !lens.cites && analysis.policy().notice != nullptr)
    text += say_in(context.english(), " · 没有引用条款", " · not cited");
  return text;
}

// The lens of a rule, with how many examples reach it.
Answer resolve_rule_lens(Context& context, Json lens, Analysis& analysis) {
  const Json data = member(lens, "data");
  const std::string* title = text_of(member(data, "title"));
  const auto begin = whole_number(member(data, "begin")), end = whole_number(member(data, "end"));
  if (title == nullptr || !begin || !end || !analysis.policy().good()) return {lens};
  const authoring::Coverage* coverage = analysis.coverage_unless(context.moved_on);
  if (coverage == nullptr)
    return failure(ErrorCode::content_modified,
                   std::string(say_in(context.english(), "文字已经改动", "the text has changed")));
  std::set<std::uint32_t> examples;
  for (const authoring::Point& point : coverage->points) {
    const auto written = services::written_at(analysis.policy().sources, point.span);
    if (written && written->source == analysis.file() && written->begin >= *begin && written->end <= *end)
      examples.insert(point.examples.begin(), point.examples.end());
  }
  lens["command"] = {{"title", *title + say_in(context.english(), " · 走到它的示例 {} 个",
                                               " · examples that reach it: {}", examples.size())},
                     {"command", ""}};
  return {lens};
}

}  // namespace

// The titles and places, without trying any: also while the policy has errors.
Answer examples_of_policy(Context& context, const Json& params) {
  const Opened file = opened(context, params);
  if (!file.good()) return file.problem;
  const syntax::Tree& tree = file.analysis->parsed().tree;
  Json found = Json::array();
  for (const syntax::NodeId node : tree.children(tree.root))
    if (tree.kind(node) == syntax::NodeKind::example && tree.first(node).valid())
      found.push_back(
          {{"title", tree.string_text(tree.first(node))}, {"range", range_of(*file.analysis, tree.span(node))}});
  return {{{"version", file.document->version}, {"examples", std::move(found)}}};
}

Answer code_lenses(Context& context, const Json& params) {
  const Opened file = opened(context, params);
  if (!file.good()) return file.problem;
  Analysis& analysis = *file.analysis;
  Json found = Json::array();
  for (const services::CodeLens& lens : services::code_lenses(analysis.view(), analysis.names(), analysis.file())) {
    Json one = {{"range", range_of(analysis, lens.span)}};
    if (!lens.example.empty())
      one["data"] = {{"uri", file.document->uri}, {"example", lens.example}};
    else if (lens.rule && analysis.policy().good())  // which examples reach it takes long: when it is shown
      one["data"] = {{"uri", file.document->uri},
                     {"title", words_of_lens(context, analysis, lens)},
                     {"begin", lens.declaration.begin},
                     {"end", lens.declaration.end}};
    else
      one["command"] = {{"title", words_of_lens(context, analysis, lens)}, {"command", ""}};
    found.push_back(std::move(one));
  }
  return {found};
}

Answer resolve_code_lens(Context& context, const Json& params) {
  const Json& data = member(params, "data");
  const std::string *uri = text_of(member(data, "uri")), *title = text_of(member(data, "example"));
  Json lens = params;
  if (!lens.is_object() || uri == nullptr) return {lens};
  const Opened file = opened(context, {{"textDocument", {{"uri", *uri}}}});
  if (!file.good()) return file.problem;
  if (title == nullptr) return resolve_rule_lens(context, std::move(lens), *file.analysis);
  const semantics::Example* example = example_of(*file.analysis, *title);
  std::string words(say_in(context.english(), "▶ 试示例", "▶ try the example"));
  if (example != nullptr && file.analysis->policy().good()) {
    engine::LoadedProgram loaded(engines::for_examples(), file.analysis->policy().program());
    words = lens_title(result_json(context, *file.analysis, loaded, *example), context.english());
  }
  lens["command"] = {{"title", std::move(words)}, {"command", run_example}, {"arguments", Json::array({*uri, *title})}};
  return {lens};
}

Answer execute_command(Context& context, const Json& params) {
  const std::string* command = text_of(member(params, "command"));
  const Json& arguments = member(params, "arguments");
  const std::string* uri = arguments.is_array() && !arguments.empty() ? text_of(arguments[0]) : nullptr;
  const std::string* title = arguments.is_array() && arguments.size() > 1 ? text_of(arguments[1]) : nullptr;
  const bool all = command != nullptr && *command == run_examples;
  if (command == nullptr || uri == nullptr || (!all && (*command != run_example || title == nullptr)))
    return failure(ErrorCode::invalid_params,
                   std::string(say_in(context.english(), "没有这个命令，或者所带的内容不对",
                                      "there is no such command, or what goes with it is wrong")));
  const Opened file = opened(context, {{"textDocument", {{"uri", *uri}}}});
  if (!file.good()) return file.problem;
  Analysis& analysis = *file.analysis;
  if (!analysis.policy().good()) return policy_has_errors(context);
  engine::LoadedProgram loaded(engines::for_examples(), analysis.policy().program());
  if (!all) {
    const semantics::Example* example = example_of(analysis, *title);
    if (example == nullptr)
      return failure(ErrorCode::request_failed,
                     say_in(context.english(), "没有示例“{}”", "there is no example “{}”", *title));
    return {result_json(context, analysis, loaded, *example)};
  }
  Json found = Json::array();
  for (const semantics::Example& example : analysis.policy().checked.examples) {
    if (context.cancelled && context.cancelled())
      return failure(ErrorCode::cancelled, std::string(say_in(context.english(), "取消了", "cancelled")));
    found.push_back(result_json(context, analysis, loaded, example));
  }
  return {found};
}

}  // namespace cepol::service
