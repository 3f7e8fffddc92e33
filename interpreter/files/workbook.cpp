#include "interpreter/files/workbook.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "interpreter/files/path.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

constexpr std::size_t most_shared = std::size_t{1} << 30;   // bytes of shared texts
constexpr std::size_t longest_text = std::size_t{1} << 20;  // of a cell; programs write 32,767 characters at most
constexpr std::size_t most_sheets = 1000, most_styles = 100'000;

bool is_true(std::string_view value) { return value == "1" || value == "true" || value == "on"; }

int number_of(std::string_view text, int otherwise) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

struct Relation {
  std::string type, target;
  bool external = false;
};
using Relations = std::map<std::string, Relation>;

class RelationsHandler final : public XmlHandler {
 public:
  explicit RelationsHandler(std::string folder) : folder_(std::move(folder)) {}
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || found.size() > 10 * most_sheets) return;
    Relation relation;
    const std::string_view type = attributes["Type"], target = attributes["Target"];
    relation.type = type.substr(type.rfind('/') + 1);
    relation.external = attributes["TargetMode"] == "External";
    relation.target = path::normal(path::join(folder_, target));
    if (relation.target.starts_with('/')) relation.target.erase(0, 1);
    found[std::string(attributes["Id"])] = std::move(relation);
  }
  Relations found;

 private:
  std::string folder_;
};

class WorkbookHandler final : public XmlHandler {
 public:
  WorkbookHandler(Workbook& workbook, const Relations& relations) : workbook_(workbook), relations_(relations) {}
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") workbook_.is_1904 = is_true(attributes["date1904"]);
    if (name == "calcPr") workbook_.recalculates = is_true(attributes["fullCalcOnLoad"]);
    if (name != "sheet" || workbook_.sheets.size() >= most_sheets) return;
    Sheet sheet;
    sheet.name = attributes["name"];
    const std::string_view state = attributes["state"];
    sheet.hidden = state == "hidden" || state == "veryHidden";
    const auto found = relations_.find(std::string(attributes["id"]));
    if (found != relations_.end()) {
      sheet.part = found->second.target;
      if (found->second.external) external = sheet.name;
    }
    sheet.has_cells = found != relations_.end() && found->second.type == "worksheet";
    workbook_.sheets.push_back(std::move(sheet));
  }
  std::string external;

 private:
  Workbook& workbook_;
  const Relations& relations_;
};

class StylesHandler final : public XmlHandler {
 public:
  explicit StylesHandler(Workbook& workbook) : workbook_(workbook) {}
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt" && formats_.size() < most_styles)
      formats_[number_of(attributes["numFmtId"], -1)] = {shown_by(attributes["formatCode"]),
                                                         add(look_by(attributes["formatCode"]))};
    if (name == "fonts") in_fonts_ = true;
    if (in_fonts_ && name == "font" && struck_fonts_.size() < most_styles) struck_fonts_.push_back(false);
    if (in_fonts_ && name == "strike" && !struck_fonts_.empty())
      struck_fonts_.back() = attributes["val"] != "0" && attributes["val"] != "false";
    if (name == "cellXfs") in_cells_ = true;
    if (name != "xf" || !in_cells_ || workbook_.styles.size() >= most_styles) return;
    const int format = number_of(attributes["numFmtId"], 0);
    auto found = formats_.find(format);
    if (found == formats_.end())
      found = formats_.emplace(format, Format{shown_by_number(format), add(look_by_number(format))}).first;
    workbook_.styles.push_back(found->second.shown);
    workbook_.looks_of.push_back(found->second.look);
    const int font = number_of(attributes["fontId"], -1);
    workbook_.struck.push_back(font >= 0 && static_cast<std::size_t>(font) < struck_fonts_.size() &&
                               struck_fonts_[static_cast<std::size_t>(font)]);
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
    if (name == "fonts") in_fonts_ = false;
  }

 private:
  struct Format {
    Shown shown;
    std::uint32_t look;
  };
  std::uint32_t add(NumberLook look) {
    workbook_.looks.push_back(std::move(look));
    return static_cast<std::uint32_t>(workbook_.looks.size() - 1);
  }

  Workbook& workbook_;
  std::map<int, Format> formats_;
  std::vector<bool> struck_fonts_;
  bool in_cells_ = false, in_fonts_ = false;
};

class TextsHandler final : public XmlHandler {
 public:
  explicit TextsHandler(SharedTexts& texts) : texts_(texts) {}
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "si") text_.clear();
    text_.start(name, attributes);
  }
  void end(std::string_view name) override {
    text_.end(name);
    if (name == "si") texts_.add(text_.take(), text_.is_struck());
    if (texts_.bytes() > most_shared) reader->stop(Trouble::too_large);
  }
  void text(std::string_view piece) override { text_.text(piece); }
  XmlReader* reader = nullptr;

 private:
  SharedTexts& texts_;
  RichText text_;
};

template <class Handler>
PartTrouble read_part(const ZipArchive& archive, const std::string& name, Handler& handler) {
  const auto part = archive.part(name);
  if (!part) return {Trouble::damaged, name};
  XmlReader reader(*part, handler);
  if constexpr (requires { handler.reader; }) handler.reader = &reader;
  reader.read_all();
  // An archive that is wrong gives XML that is: the archive is the cause.
  const Trouble trouble = part->trouble() != Trouble::none ? part->trouble() : reader.trouble();
  return {trouble, name};
}

std::string relations_of(const std::string& part) {
  return path::join(path::join(path::parent(part), "_rels"), std::string(path::name(part)) + ".rels");
}

const Relation* first_of(const Relations& relations, std::string_view type) {
  for (const auto& [id, relation] : relations)
    if (relation.type == type) return &relation;
  return nullptr;
}

// _x000D_ is a carriage return, _x005F_ an underscore.
void unescape(std::string_view raw, std::string& text) {
  constexpr std::size_t length = 7;
  text.clear();
  for (std::size_t at = 0; at < raw.size();) {
    const std::string_view code = raw.substr(at, length);
    unsigned value = 0;
    const bool escaped = code.size() == length && code.starts_with("_x") && code.back() == '_' &&
                         std::from_chars(code.data() + 2, code.data() + 6, value, 16).ptr == code.data() + 6;
    if (escaped && value > 0 && (value < 0xD800 || value > 0xDFFF)) {
      text += to_utf8(static_cast<char32_t>(value));
      at += length;
    } else {
      text += raw[at++];
    }
  }
}

}  // namespace

void RichText::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "r") run_struck_ = run_raised_ = false;
  if (name == "strike" && attributes["val"] != "0" && attributes["val"] != "false") run_struck_ = true;
  if (name == "vertAlign" && attributes["val"] != "baseline") run_raised_ = true;
  phonetic_ += name == "rPh" ? 1 : 0;
  in_text_ = name == "t" && phonetic_ == 0;
}

void RichText::end(std::string_view name) {
  phonetic_ -= name == "rPh" ? 1 : 0;
  if (name == "t") in_text_ = false;
}

void RichText::text(std::string_view piece) {
  if (!in_text_) return;
  if (raw_.size() < longest_text) raw_ += piece;
  struck_ = struck_ || (run_struck_ && !trimmed(piece).empty()) ||
            (run_raised_ && std::any_of(piece.begin(), piece.end(), [](char c) {
               return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
             }));
}

void RichText::clear() {
  raw_.clear();
  in_text_ = run_struck_ = run_raised_ = struck_ = false;
  phonetic_ = 0;
}

std::string_view RichText::take() {
  if (raw_.find("_x") == std::string::npos) return raw_;
  unescape(raw_, text_);
  return text_;
}

void SharedTexts::add(std::string_view text, bool struck) {
  if (struck) struck_.insert(ends_.size());
  text_ += text;
  ends_.push_back(text_.size());
}

std::string_view SharedTexts::operator[](std::size_t index) const {
  const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(text_).substr(begin, ends_[index] - begin);
}

PartTrouble read_workbook(const ZipArchive& archive, Workbook& workbook) {
  RelationsHandler root("");
  if (PartTrouble found = read_part(archive, "_rels/.rels", root); found.trouble != Trouble::none) return found;
  const Relation* const document = first_of(root.found, "officeDocument");
  if (document == nullptr) return {Trouble::damaged, "_rels/.rels"};
  const std::string& part = document->target;
  RelationsHandler relations((std::string(path::parent(part))));
  if (PartTrouble found = read_part(archive, relations_of(part), relations); found.trouble != Trouble::none)
    return found;
  WorkbookHandler sheets(workbook, relations.found);
  if (PartTrouble found = read_part(archive, part, sheets); found.trouble != Trouble::none) return found;
  if (!sheets.external.empty()) return {Trouble::none, sheets.external, true};
  if (const Relation* styles = first_of(relations.found, "styles")) {
    if (styles->external) return {Trouble::none, styles->target, true};
    StylesHandler handler(workbook);
    if (PartTrouble found = read_part(archive, styles->target, handler); found.trouble != Trouble::none) return found;
  }
  if (const Relation* texts = first_of(relations.found, "sharedStrings")) {
    if (texts->external) return {Trouble::none, texts->target, true};
    TextsHandler handler(workbook.texts);
    if (PartTrouble found = read_part(archive, texts->target, handler); found.trouble != Trouble::none) return found;
  }
  return {};
}

}  // namespace cepol::files
