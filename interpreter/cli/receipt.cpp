// Receipts as JSON.
#include "interpreter/cli/receipt.hpp"

#include <nlohmann/json.hpp>

namespace cepol::cli {

namespace {

using ReceiptJson = nlohmann::ordered_json;

constexpr const char* receipt_kind = "cepol receipt 1";

ReceiptJson files_json(const std::vector<FileDigest>& files) {
  ReceiptJson json = ReceiptJson::array();
  for (const FileDigest& file : files) json.push_back({{"path", file.path}, {"sha256", file.sha256}});
  return json;
}

ReceiptJson optional_json(const std::optional<std::string>& text) { return text ? ReceiptJson(*text) : ReceiptJson(); }

// Reads members of an object; what is missing, or of another type, makes it no receipt.
class ReceiptReader {
 public:
  explicit ReceiptReader(const ReceiptJson& json) : json_(json) {}
  bool good() const { return good_; }

  std::string text(const char* name) { return text_of(member(name)); }
  std::optional<std::string> optional(const char* name) {
    const ReceiptJson& found = member(name);
    return found.is_null() ? std::nullopt : std::optional(text_of(found));
  }
  std::vector<std::string> texts(const char* name) {
    std::vector<std::string> all;
    for (const ReceiptJson& one : items(name)) all.push_back(text_of(one));
    return all;
  }
  std::vector<FileDigest> files(const char* name) {
    std::vector<FileDigest> all;
    for (const ReceiptJson& one : items(name)) {
      ReceiptReader inner(one);
      all.push_back({inner.text("path"), inner.text("sha256")});
      good_ = good_ && inner.good();
    }
    return all;
  }
  std::vector<TableDigest> tables(const char* name) {
    std::vector<TableDigest> all;
    for (const ReceiptJson& one : items(name)) {
      ReceiptReader inner(one);
      const ReceiptJson& rows = inner.member("rows");
      good_ = good_ && rows.is_number_unsigned();
      all.push_back(
          {inner.text("table"), rows.is_number_unsigned() ? rows.get<std::uint64_t>() : 0, inner.text("sha256")});
      good_ = good_ && inner.good();
    }
    return all;
  }

 private:
  const ReceiptJson& member(const char* name) {
    static const ReceiptJson none;
    if (json_.is_object())
      if (const auto found = json_.find(name); found != json_.end()) return *found;
    good_ = false;
    return none;
  }
  const ReceiptJson& items(const char* name) {
    static const ReceiptJson none = ReceiptJson::array();
    const ReceiptJson& found = member(name);
    good_ = good_ && found.is_array();
    return found.is_array() ? found : none;
  }
  std::string text_of(const ReceiptJson& json) {
    good_ = good_ && json.is_string();
    return json.is_string() ? json.get<std::string>() : std::string();
  }

  const ReceiptJson& json_;
  bool good_ = true;
};

}  // namespace

std::string to_json(const Receipt& receipt) {
  ReceiptJson json;
  json["kind"] = receipt_kind;
  json["cepol"] = receipt.version;
  json["day"] = receipt.day;
  json["program"] = receipt.program;
  json["policy"] = receipt.inputs.policy;
  json["data"] = receipt.inputs.data;
  json["on"] = optional_json(receipt.inputs.on.typed);
  json["readings"] = receipt.inputs.readings;
  json["empty"] = receipt.inputs.known.empty;
  json["absent"] = receipt.inputs.known.absent;
  json["twice"] = optional_json(receipt.inputs.known.twice);
  json["encoding"] = optional_json(receipt.inputs.known.encoding);
  json["delimiter"] = optional_json(receipt.inputs.known.delimiter);
  json["map"] = optional_json(receipt.inputs.known.map);
  json["corrections"] = receipt.inputs.known.corrections;
  json["columns"] = optional_json(receipt.columns);
  json["only"] = receipt.only;
  json["read"] = files_json(receipt.read);
  json["written"] = files_json(receipt.written);
  json["results"] = ReceiptJson::array();
  for (const TableDigest& table : receipt.results)
    json["results"].push_back({{"table", table.table}, {"rows", table.rows}, {"sha256", table.sha256}});
  return json.dump(2, ' ', false, ReceiptJson::error_handler_t::replace) + "\n";
}

std::optional<Receipt> receipt_of(const std::string& text) {
  const ReceiptJson json = ReceiptJson::parse(text, nullptr, false);
  if (json.is_discarded()) return std::nullopt;
  ReceiptReader read(json);
  if (read.text("kind") != receipt_kind) return std::nullopt;
  Receipt receipt;
  receipt.version = read.text("cepol");
  receipt.day = read.text("day");
  receipt.program = read.text("program");
  receipt.inputs.policy = read.text("policy");
  receipt.inputs.data = read.texts("data");
  receipt.inputs.on.typed = read.optional("on");
  receipt.inputs.readings = read.texts("readings");
  receipt.inputs.known.empty = read.texts("empty");
  receipt.inputs.known.absent = read.texts("absent");
  receipt.inputs.known.twice = read.optional("twice");
  receipt.inputs.known.encoding = read.optional("encoding");
  receipt.inputs.known.delimiter = read.optional("delimiter");
  receipt.inputs.known.map = read.optional("map");
  receipt.inputs.known.corrections = read.texts("corrections");
  receipt.columns = read.optional("columns");
  receipt.only = read.texts("only");
  receipt.read = read.files("read");
  receipt.written = read.files("written");
  receipt.results = read.tables("results");
  return read.good() ? std::optional(std::move(receipt)) : std::nullopt;
}

}  // namespace cepol::cli
