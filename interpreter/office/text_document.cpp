// Writes the parts of an Office Open XML document, and packs them.
#include "interpreter/office/text_document.hpp"

#include <zip.h>

#include <memory>
#include <string_view>

#include "interpreter/office/xml_text.hpp"
#include "lang/base/table.hpp"

namespace cepol::office {

namespace {

constexpr std::string_view xml_begin = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view word_names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
constexpr int text_width = 9638;  // twentieths of a point between the margins of A4

constexpr std::string_view content_types =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>)";
constexpr std::string_view package_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>)";
constexpr std::string_view document_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>)";

// Sizes are in half points, spaces in twentieths of a point.
constexpr std::string_view styles =
    R"(<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/><w:sz w:val="21"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="0" w:after="60"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="140" w:after="40"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="23"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Heading2"/><w:next w:val="Normal"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:sz w:val="22"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/><w:pPr><w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="B9C2D0"/></w:pBdr><w:spacing w:after="20" w:line="240" w:lineRule="auto"/><w:ind w:left="284"/></w:pPr><w:rPr><w:sz w:val="19"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Cell"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Gap"><w:name w:val="Gap"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="9AA6B8"/><w:left w:val="single" w:sz="4" w:color="9AA6B8"/><w:bottom w:val="single" w:sz="4" w:color="9AA6B8"/><w:right w:val="single" w:sz="4" w:color="9AA6B8"/><w:insideH w:val="single" w:sz="4" w:color="C3CAD6"/><w:insideV w:val="single" w:sz="4" w:color="C3CAD6"/></w:tblBorders></w:tblPr></w:style>)";
constexpr std::string_view page =
    R"(<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>)";

// Visible, so that no character is left that XML does not allow; a line end is a break.
std::string run(std::string_view text, bool bold) {
  std::string xml = "<w:r>";
  if (bold) xml += "<w:rPr><w:b/></w:rPr>";
  xml += "<w:t xml:space=\"preserve\">";
  for (const char c : xml_text(text)) switch (c) {
      case '&': xml += "&amp;"; break;
      case '<': xml += "&lt;"; break;
      case '>': xml += "&gt;"; break;
      case '\n': xml += "</w:t><w:br/><w:t xml:space=\"preserve\">"; break;
      case '\t': xml += "</w:t><w:tab/><w:t xml:space=\"preserve\">"; break;
      default: xml += c;
    }
  return xml + "</w:t></w:r>";
}

class DocumentXml {
 public:
  std::string xml;

  void add(const report::Document& document) {
    begins_page_ = !xml.empty();
    for (const report::DocumentPart& part : document.parts)
      std::visit(overloaded{[&](const report::Heading& one) {
                              paragraph("Heading" + std::to_string(one.level), run(one.text, false));
                            },
                            [&](const report::Paragraph& one) { paragraph("Normal", run(one.text, false)); },
                            [&](const report::Quotation& one) {
                              paragraph("Quote", run(one.source, true) + run("\n" + one.text, false));
                            },
                            [&](const report::DocumentTable& one) { table(one); },
                            [&](const report::Preformatted& one) {
                              for (const std::string& line : one.lines) paragraph("Normal", run(line, false));
                            }},
                 part);
  }

 private:
  void paragraph(const std::string& style, const std::string& runs) {
    xml += "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/>";
    if (begins_page_) xml += "<w:pageBreakBefore/>";
    begins_page_ = false;
    xml += "</w:pPr>" + runs + "</w:p>\n";
  }

  void table(const report::DocumentTable& table) {
    if (begins_page_) paragraph("Normal", "");
    const int width = text_width / static_cast<int>(table.header.empty() ? 1 : table.header.size());
    xml += "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"" + std::to_string(text_width) +
           "\" w:type=\"dxa\"/></w:tblPr><w:tblGrid>";
    for (std::size_t i = 0; i < table.header.size(); ++i) xml += "<w:gridCol w:w=\"" + std::to_string(width) + "\"/>";
    xml += "</w:tblGrid>\n";
    row(table.header, table.right, width, true);
    for (const auto& cells : table.rows) row(cells, table.right, width, false);
    xml += "</w:tbl>\n";
    paragraph("Gap", "");  // two tables would become one
  }

  void row(const std::vector<std::string>& cells, const std::vector<bool>& right, int width, bool heading) {
    xml += heading ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" : "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
    for (std::size_t i = 0; i < cells.size(); ++i) {
      xml += "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width) + "\" w:type=\"dxa\"/>";
      if (heading) xml += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E8ECF3\"/>";
      xml += "</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"Cell\"/>";
      if (right[i]) xml += "<w:jc w:val=\"right\"/>";
      xml += "</w:pPr>" + run(cells[i], heading) + "</w:p></w:tc>";
    }
    xml += "</w:tr>\n";
  }

  bool begins_page_ = false;
};

// An archive in memory. Everything that libzip makes is released, also where something fails.
class Archive {
 public:
  Archive() : bytes_(zip_source_buffer_create(nullptr, 0, 0, nullptr)) {
    if (bytes_ == nullptr) return;
    zip_source_keep(bytes_);  // it outlives the archive
    archive_ = zip_open_from_source(bytes_, ZIP_TRUNCATE, nullptr);
    if (archive_ == nullptr) zip_source_free(bytes_);
  }
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;
  ~Archive() {
    if (archive_ != nullptr) zip_discard(archive_);
    if (bytes_ != nullptr) zip_source_free(bytes_);
  }

  // The text must outlive the archive.
  void add(const char* name, const std::string& text) {
    if (archive_ == nullptr) return;
    zip_source_t* source = zip_source_buffer(archive_, text.data(), text.size(), 0);
    const zip_int64_t index = source == nullptr ? -1 : zip_file_add(archive_, name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      if (source != nullptr) zip_source_free(source);
      good_ = false;
      return;
    }
    constexpr zip_uint16_t midnight = 0, first_of_1980 = (1 << 5) | 1;
    good_ = zip_file_set_dostime(archive_, static_cast<zip_uint64_t>(index), midnight, first_of_1980, 0) == 0 && good_;
  }

  std::string close() {
    if (archive_ == nullptr || !good_ || zip_close(archive_) != 0) return {};
    archive_ = nullptr;
    zip_stat_t size{};
    if (zip_source_stat(bytes_, &size) != 0 || zip_source_open(bytes_) != 0) return {};
    std::string all(size.size, '\0');
    const zip_int64_t read = zip_source_read(bytes_, all.data(), all.size());
    zip_source_close(bytes_);
    return read == static_cast<zip_int64_t>(all.size()) ? all : std::string();
  }

 private:
  zip_source_t* bytes_;
  zip_t* archive_ = nullptr;
  bool good_ = true;
};

}  // namespace

std::string text_document(const std::vector<report::Document>& documents) {
  DocumentXml body;
  for (const report::Document& one : documents) body.add(one);
  const std::string begin(xml_begin), names(word_names);
  const std::string types = begin + std::string(content_types), package = begin + std::string(package_relations),
                    relations = begin + std::string(document_relations),
                    style_part = begin + "<w:styles " + names + ">" + std::string(styles) + "</w:styles>",
                    document = begin + "<w:document " + names + "><w:body>\n" + body.xml + std::string(page) +
                               "</w:body></w:document>";
  Archive archive;
  archive.add("[Content_Types].xml", types);
  archive.add("_rels/.rels", package);
  archive.add("word/document.xml", document);
  archive.add("word/styles.xml", style_part);
  archive.add("word/_rels/document.xml.rels", relations);
  return archive.close();
}

}  // namespace cepol::office
