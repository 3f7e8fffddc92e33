// The life of a session: which messages are answered when, which texts are open, whose problems are published.
#include "interpreter/service/service.hpp"

#include <algorithm>

#include "interpreter/service/methods.hpp"
#include "interpreter/service/uris.hpp"

namespace cepol::service {

namespace {

struct Method {
  std::string_view name;
  Answer (*answer)(Context& context, const Json& params);
};
constexpr Method methods[] = {
#define METHOD(name, function) {name, function},
#include "interpreter/service/methods.def"
#undef METHOD
};

bool is_id(const Json& id) { return id.is_string() || id.is_number(); }

}  // namespace

Service::Service(const workspace::Workspace& workspace, Language language)
    : analyses_(workspace, language), language_(language) {}

void Service::receive(std::string_view text) {
  const bool english = language_ == Language::en;
  Message message;
  const auto refuse = [&](ErrorCode code, std::string_view zh, std::string_view en) {
    message.refused = failure(code, std::string(say_in(english, zh, en)));
    waiting_.push_back(std::move(message));
  };
  if (text.size() > longest_message)
    return refuse(ErrorCode::invalid_request, "消息太长，最多 64 MB", "the message is too long: 64 MB at most");
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return refuse(ErrorCode::not_json, "消息不是 JSON", "the message is not JSON");
  const std::string* method = text_of(member(json, "method"));
  const Json& id = member(json, "id");
  if (is_id(id)) message.id = id;
  if (!json.is_object() || member(json, "jsonrpc") != "2.0" ||
      (method == nullptr && !json.contains("result") && !json.contains("error")) ||
      (method != nullptr && json.contains("id") && !is_id(id)))
    return refuse(ErrorCode::invalid_request, "不是 JSON-RPC 2.0 的一个请求", "it is not one request of JSON-RPC 2.0");
  if (method == nullptr) return;  // an answer; nothing was asked
  const Json& params = member(json, "params");
  if (!params.is_null() && !params.is_structured())
    return refuse(ErrorCode::invalid_request, "params 应当是对象或者列表", "params must be an object or a list");
  if (*method == "$/cancelRequest") {
    // Only what still waits can be cancelled, or is being answered.
    cancelled_.insert(written(member(params, "id")));
    return;
  }
  message.method = *method;
  message.params = params;
  waiting_.push_back(std::move(message));
}

std::vector<std::string> Service::step() {
  sent_.clear();
  if (!waiting_.empty()) {
    const Message message = std::move(waiting_.front());
    waiting_.pop_front();
    if (message.id.is_null() && !message.refused.error)
      notify(message);
    else
      answer(message);
    if (waiting_.empty()) cancelled_.clear();
  } else if (!changed_.empty()) {
    const std::string uri = *changed_.begin();
    changed_.erase(changed_.begin());
    publish(uri);
  }
  return std::move(sent_);
}

bool Service::is_cancelled(const Json& id) {
  if (pump_) pump_();
  return cancelled_.contains(written(id));
}

bool Service::edit_waits() const {
  return std::any_of(waiting_.begin(), waiting_.end(),
                     [](const Message& one) { return one.method == "textDocument/didChange"; });
}

void Service::answer(const Message& message) {
  const bool english = language_ == Language::en;
  Answer made = message.refused;
  const auto known = std::find_if(std::begin(methods), std::end(methods),
                                  [&](const Method& one) { return one.name == message.method; });
  if (made.error) {
    // It is told as it is.
  } else if (cancelled_.contains(written(message.id))) {
    made = failure(ErrorCode::cancelled, std::string(say_in(english, "取消了", "cancelled")));
  } else if (message.method == "initialize") {
    made = initialize(message.params);
  } else if (!initialized_) {
    made =
        failure(ErrorCode::not_initialized, std::string(say_in(english, "请先发 initialize", "send initialize first")));
  } else if (shut_down_) {
    made = failure(ErrorCode::invalid_request, std::string(say_in(english, "已经 shutdown", "after shutdown")));
  } else if (message.method == "shutdown") {
    shut_down_ = true;
  } else if (known != std::end(methods)) {
    Context context{documents_,
                    analyses_,
                    language_,
                    folders_,
                    snippets_,
                    [this, &message] { return is_cancelled(message.id); },
                    [this, &message] { return is_cancelled(message.id) || edit_waits(); }};
    made = known->answer(context, message.params);
  } else {
    made = failure(ErrorCode::unknown_method,
                   say_in(english, "没有“{}”这个方法", "there is no method “{}”", message.method));
  }
  Json json = {{"jsonrpc", "2.0"}, {"id", message.id}};
  if (made.error)
    json["error"] = {{"code", static_cast<int>(*made.error)}, {"message", made.message}};
  else
    json["result"] = std::move(made.result);
  send(std::move(json));
}

void Service::notify(const Message& message) {
  if (message.method == "exit") ended_ = true;
  if (!initialized_ || shut_down_) return;
  if (message.method == "textDocument/didOpen") open(message.params);
  if (message.method == "textDocument/didChange") change(message.params);
  if (message.method == "textDocument/didClose") close(message.params);
  if (message.method == "cepol/files") take_files(message.params);
  if (message.method == "workspace/didChangeWatchedFiles" || message.method == "textDocument/didSave") {
    // Files that are not open may have changed: notices, modules, tables.
    analyses_.forget_all();
    for (const auto& [uri, document] : documents_.all()) changed_.insert(uri);
  }
}

Answer Service::initialize(const Json& params) {
  if (initialized_)
    return failure(ErrorCode::invalid_request,
                   std::string(say_in(language_ == Language::en, "已经 initialize 过", "it is initialized already")));
  initialized_ = true;
  const std::string* chosen = text_of(member(member(params, "initializationOptions"), "language"));
  if (const std::string* locale = chosen != nullptr ? chosen : text_of(member(params, "locale"))) {
    if (locale->starts_with("en")) language_ = Language::en;
    if (locale->starts_with("zh")) language_ = Language::zh;
    analyses_.set_language(language_);
  }
  for (const Json& folder : member(params, "workspaceFolders"))
    if (const std::string* uri = text_of(member(folder, "uri"))) folders_.push_back(path_of_uri(*uri));
  if (const std::string* root = text_of(member(params, "rootUri")); root != nullptr && folders_.empty())
    folders_.push_back(path_of_uri(*root));
  snippets_ =
      member(member(member(member(member(params, "capabilities"), "textDocument"), "completion"), "completionItem"),
             "snippetSupport") == true;
  return {{{"capabilities", capabilities()}, {"serverInfo", {{"name", "cepol"}}}}};
}

void Service::open(const Json& params) {
  const Json& given = member(params, "textDocument");
  const std::string *uri = text_of(member(given, "uri")), *text = text_of(member(given, "text"));
  const auto version = whole_number(member(given, "version"));
  if (uri == nullptr || text == nullptr) return;
  documents_.open(*uri, version.value_or(0), *text);
  touch(documents_.find(*uri)->path);
  analyses_.put(*documents_.find(*uri));
}

void Service::change(const Json& params) {
  const Json& given = member(params, "textDocument");
  const std::string* uri = text_of(member(given, "uri"));
  Document* document = uri == nullptr ? nullptr : documents_.find(*uri);
  if (document == nullptr) return;
  const bool in_step = !document->out_of_step;
  const auto version = whole_number(member(given, "version"));
  if (!documents_.change(*document, version.value_or(document->version + 1), member(params, "contentChanges"))) {
    if (in_step)
      show(say_in(language_ == Language::en, "“{}”的改动接不上，没有改；请关上再打开",
                  "an edit of “{}” does not follow the last: it was not made; close the file and open it again", *uri));
    changed_.erase(*uri);
    return;
  }
  touch(document->path);
  analyses_.put(*document);
}

void Service::close(const Json& params) {
  const std::string* uri = text_of(member(member(params, "textDocument"), "uri"));
  Document* document = uri == nullptr ? nullptr : documents_.find(*uri);
  if (document == nullptr) return;
  touch(document->path);
  changed_.erase(*uri);
  analyses_.remove(*document);
  documents_.close(*uri);
  for (const std::string& file : published_[*uri])
    send({{"jsonrpc", "2.0"},
          {"method", "textDocument/publishDiagnostics"},
          {"params", {{"uri", file}, {"diagnostics", Json::array()}}}});
  published_.erase(*uri);
}

// Files that the program cannot read by itself: `files`, each a `uri` with its `text`, or null where it is gone.
void Service::take_files(const Json& params) {
  for (const Json& file : member(params, "files")) {
    const std::string *uri = text_of(member(file, "uri")), *text = text_of(member(file, "text"));
    if (uri == nullptr) continue;
    analyses_.give(path_of_uri(*uri), text == nullptr ? nullptr : std::make_shared<const std::string>(*text));
  }
  analyses_.forget_all();
  for (const auto& [uri, document] : documents_.all()) changed_.insert(uri);
}

// The problems of the text, and of those made from it, are to be published.
void Service::touch(const std::string& path) {
  const std::vector<std::string> files = analyses_.made_from(path);
  for (const auto& [uri, document] : documents_.all())
    if (document.path == path || std::find(files.begin(), files.end(), document.path) != files.end())
      changed_.insert(uri);
}

// The problems of a document; also those in files that it uses and that are not open.
void Service::publish(const std::string& uri) {
  const Document* document = documents_.find(uri);
  if (document == nullptr || document->out_of_step) return;
  Analysis& analysis = analyses_.of(document->path);
  if (!analysis.readable()) return;
  Context context{documents_, analyses_, language_, folders_, snippets_, {}};
  std::map<std::string, SourceId> files{{uri, analysis.file()}};
  for (const services::Finding& finding : analysis.findings()) {
    const std::string file = uri_of(context, analysis, finding.span.source);
    if (documents_.find(file) == nullptr) files.emplace(file, finding.span.source);
  }
  std::set<std::string>& before = published_[uri];
  for (const std::string& file : before)
    if (!files.contains(file))
      send({{"jsonrpc", "2.0"},
            {"method", "textDocument/publishDiagnostics"},
            {"params", {{"uri", file}, {"diagnostics", Json::array()}}}});
  before.clear();
  for (const auto& [file, source] : files) {
    before.insert(file);
    Json params = {{"uri", file}, {"diagnostics", diagnostics_json(context, analysis, source)}};
    if (file == uri) params["version"] = document->version;
    send({{"jsonrpc", "2.0"}, {"method", "textDocument/publishDiagnostics"}, {"params", std::move(params)}});
  }
}

void Service::show(const std::string& text) {
  constexpr int error = 1;
  send({{"jsonrpc", "2.0"}, {"method", "window/showMessage"}, {"params", {{"type", error}, {"message", text}}}});
}

void Service::send(Json message) { sent_.push_back(written(message)); }

}  // namespace cepol::service
