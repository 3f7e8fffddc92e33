// Random edits: the text that the service has is the text that the editor has, in its own units; and every method
// answers on whatever text comes of them.
#include <catch2/catch.hpp>

#include "interpreter/files/memory_files.hpp"
#include "interpreter/service/methods.hpp"
#include "interpreter/service/positions.hpp"
#include "interpreter/service/service.hpp"
#include "lang/base/text.hpp"
#include "tests/support/files.hpp"
#include "tests/support/random.hpp"

using namespace cepol;
using service::Json;

namespace {

// A text as an editor has it: UTF-16 code units.
std::u16string utf16(const std::string& text) {
  std::u16string made;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint one = code_point_at(text, at);
    at += one.length;
    if (one.value < 0x10000) {
      made += static_cast<char16_t>(one.value);
    } else {
      made += static_cast<char16_t>(0xD800 + ((one.value - 0x10000) >> 10));
      made += static_cast<char16_t>(0xDC00 + ((one.value - 0x10000) & 0x3FF));
    }
  }
  return made;
}

struct EditorPlace {
  std::size_t unit;
  Json position;
};
// Never within a pair or between CR and LF.
EditorPlace random_place(const std::u16string& text, test::Random& random) {
  std::size_t unit = text.empty() ? 0 : random.below(text.size() + 1);
  const auto inside = [&](std::size_t at) {
    return at > 0 && at < text.size() &&
           ((text[at] >= 0xDC00 && text[at] < 0xE000) || (text[at] == u'\n' && text[at - 1] == u'\r'));
  };
  while (inside(unit)) --unit;
  std::size_t line = 0, start = 0;
  for (std::size_t at = 0; at < unit; ++at)
    if (text[at] == u'\n' || (text[at] == u'\r' && (at + 1 >= text.size() || text[at + 1] != u'\n'))) {
      ++line;
      start = at + 1;
    }
  return {unit, {{"line", line}, {"character", unit - start}}};
}

const std::vector<std::string> pieces{"a",
                                      "学",
                                      "𠮷",
                                      "😀",
                                      "\n",
                                      "\r\n",
                                      "\r",
                                      " ",
                                      "{",
                                      "}",
                                      "(",
                                      "§一",
                                      "\"",
                                      "#",
                                      "」",
                                      "define x = 1\n",
                                      "当 ",
                                      "é",
                                      "定义 甲 = 乙\n",
                                      "1",
                                      "示例 \"e\" { 人员 {"};

}  // namespace

TEST_CASE("after random edits the text is the editor's, whatever its characters and line ends") {
  test::Random random{20261130};
  service::Documents documents;
  const std::string uri = "file:///p/a.cepol";
  documents.open(uri, 0, "甲😀\r\nb\rc\n");
  std::u16string model = utf16("甲😀\r\nb\rc\n");
  for (int version = 1; version <= 3000; ++version) {
    EditorPlace from = random_place(model, random), to = random_place(model, random);
    if (from.unit > to.unit) std::swap(from, to);
    if (to.unit - from.unit > 20) to = from;
    const std::string& put = pieces[random.below(pieces.size())];
    INFO(version << " " << put);
    model = model.substr(0, from.unit) + utf16(put) + model.substr(to.unit);
    service::Document& document = *documents.find(uri);
    const Json change = {{"range", {{"start", from.position}, {"end", to.position}}}, {"text", put}};
    REQUIRE(documents.change(document, version, Json::array({change})));
    REQUIRE(utf16(document.source->text) == model);
    const EditorPlace any = random_place(model, random);
    const auto offset = service::offset_of(*document.source, *service::read_position(any.position));
    REQUIRE(offset);
    CHECK(utf16(document.source->text.substr(0, *offset)).size() == any.unit);
    CHECK(service::position_json(service::position_of(*document.source, *offset)) == any.position);
    service::PositionCursor cursor(*document.source);
    CHECK(service::position_json(cursor.at(*offset)) == any.position);
  }
}

TEST_CASE("every method answers on a policy that is being torn apart") {
  test::Random random{7};
  files::MemoryFiles files;
  const std::filesystem::path root = CEPOL_ROOT;
  for (const char* module : {"people", "credit", "windows"})
    files.write(std::string("/library/cn/") + module + ".cepol",
                test::text_of(root / "stdlib/cn" / (std::string(module) + ".cepol")));
  std::string text = test::text_of(root / "policies/suqian/hours.cepol");
  service::Service session(workspace::Workspace{files, "/library", {}}, Language::zh);
  const auto send = [&](const Json& message) {
    session.receive(message.dump());
    Json answer;
    while (!session.idle())
      for (const std::string& sent : session.step())
        if (Json json = Json::parse(sent); json.contains("id")) answer = std::move(json);
    return answer;
  };
  const std::string uri = "file:///p/a.cepol";
  send({{"jsonrpc", "2.0"}, {"id", 0}, {"method", "initialize"}, {"params", Json::object()}});
  send({{"jsonrpc", "2.0"},
        {"method", "textDocument/didOpen"},
        {"params", {{"textDocument", {{"uri", uri}, {"version", 0}, {"text", text}}}}}});
  std::u16string model = utf16(text);
  std::size_t answered = 0;
  for (int version = 1; version <= 60; ++version) {
    EditorPlace from = random_place(model, random), to = random_place(model, random);
    if (from.unit > to.unit) std::swap(from, to);
    if (to.unit - from.unit > 40 && version % 10 != 0) to = from;
    const std::string& put = pieces[random.below(pieces.size())];
    model = model.substr(0, from.unit) + utf16(put) + model.substr(to.unit);
    send({{"jsonrpc", "2.0"},
          {"method", "textDocument/didChange"},
          {"params",
           {{"textDocument", {{"uri", uri}, {"version", version}}},
            {"contentChanges",
             Json::array({{{"range", {{"start", from.position}, {"end", to.position}}}, {"text", put}}})}}}});
    const Json place = random_place(model, random).position;
    for (const char* method : {
#define METHOD(name, function) name,
#include "interpreter/service/methods.def"
#undef METHOD
         }) {
      INFO(version << " " << method);
      const Json answer = send({{"jsonrpc", "2.0"},
                                {"id", version},
                                {"method", method},
                                {"params",
                                 {{"textDocument", {{"uri", uri}}},
                                  {"position", place},
                                  {"newName", "新名"},
                                  {"query", "学"},
                                  {"positions", Json::array({place})},
                                  {"range", {{"start", place}, {"end", place}}},
                                  {"command", "cepol.runExamples"},
                                  {"arguments", Json::array({uri})}}}});
      REQUIRE(answer["id"] == version);
      answered += answer.contains("result") ? 1 : 0;
    }
  }
  CHECK(answered > 500);
}
