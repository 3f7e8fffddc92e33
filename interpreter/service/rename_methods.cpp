// Renaming: the edits in all files, tried before they are given.
#include <algorithm>
#include <map>

#include "interpreter/service/methods.hpp"
#include "interpreter/service/occurrences.hpp"
#include "lang/services/rename.hpp"

namespace cepol::service {

namespace {

Answer no_name(const Context& context) {
  return failure(ErrorCode::request_failed, std::string(say_in(context.english(), "这里没有能改的名称",
                                                               "there is no name here that can be changed")));
}

std::size_t errors_of(const Problems& problems) {
  return static_cast<std::size_t>(std::count_if(problems.list.begin(), problems.list.end(), [](const Diagnostic& one) {
    return severity_of(one.code) == Severity::error;
  }));
}

// The texts of the files after the edits.
std::map<std::string, std::string> texts_after(const Context& context, const std::vector<Occurrence>& all,
                                               const std::string& name) {
  std::map<std::string, std::vector<const Occurrence*>> by_file;
  for (const Occurrence& one : all) by_file[one.path].push_back(&one);
  std::map<std::string, std::string> texts;
  for (auto& [path, places] : by_file) {
    std::sort(places.begin(), places.end(),
              [](const Occurrence* a, const Occurrence* b) { return a->span.begin > b->span.begin; });
    std::string text = context.analyses.of(path).source().text;
    for (const Occurrence* one : places)
      text.replace(one->span.begin, one->span.end - one->span.begin, services::renamed(one->text, name));
    texts[path] = std::move(text);
  }
  return texts;
}

}  // namespace

Answer prepare_rename(Context& context, const Json& params) {
  const Placed place = placed(context, params);
  if (!place.good()) return place.problem;
  Analysis& analysis = *place.analysis;
  const services::NameUse* use = analysis.names().at(analysis.file(), place.offset);
  if (use == nullptr || use->span.source != analysis.file()) return no_name(context);
  return {{{"range", range_of(analysis, use->span)}, {"placeholder", analysis.names().text(use->span)}}};
}

Answer rename(Context& context, const Json& params) {
  const Placed place = placed(context, params);
  if (!place.good()) return place.problem;
  Analysis& analysis = *place.analysis;
  const services::NameUse* use = analysis.names().at(analysis.file(), place.offset);
  if (use == nullptr) return no_name(context);
  const std::string* name = text_of(member(params, "newName"));
  if (name == nullptr || !services::can_be_name(*name))
    return failure(ErrorCode::invalid_params, say_in(context.english(), "“{}”不能作名称", "“{}” cannot be a name",
                                                     name == nullptr ? std::string() : *name));
  const auto all = occurrences(context, analysis, use->declared);
  if (!all) return failure(ErrorCode::cancelled, std::string(say_in(context.english(), "取消了", "cancelled")));
  const auto texts = texts_after(context, *all, *name);
  for (const auto& [path, text] : texts) {
    if (context.cancelled && context.cancelled())
      return failure(ErrorCode::cancelled, std::string(say_in(context.english(), "取消了", "cancelled")));
    const auto after = context.analyses.tried(path, texts);
    if (errors_of(after->problems) <= errors_of(context.analyses.of(path).policy().problems)) continue;
    const auto first = std::find_if(after->problems.list.begin(), after->problems.list.end(),
                                    [](const Diagnostic& one) { return severity_of(one.code) == Severity::error; });
    return failure(ErrorCode::request_failed,
                   say_in(context.english(), "改成“{}”后 {} 会有错：{}", "with “{}”, {} would be in error: {}", *name,
                          path, Composed{message_of(*first, context.language)}));
  }
  Json changes = Json::object();
  for (const Occurrence& one : *all)
    changes[one.uri].push_back({{"range", one.range}, {"newText", services::renamed(one.text, *name)}});
  return {{{"changes", changes}}};
}

}  // namespace cepol::service
