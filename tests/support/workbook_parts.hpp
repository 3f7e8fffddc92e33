// Workbooks made of parts that a test writes, zipped in memory: also such as no program writes.
#pragma once

#include <zip.h>

#include <cstring>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace cepol::test {

using Parts = std::map<std::string, std::string>;

inline std::string zipped(const Parts& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(buffer);
  zip_t* const archive = zip_open_from_source(buffer, ZIP_TRUNCATE, &error);
  for (const auto& [name, text] : parts)
    zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), ZIP_FL_ENC_UTF_8);
  zip_close(archive);
  zip_source_open(buffer);
  zip_source_seek(buffer, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(buffer)), '\0');
  zip_source_seek(buffer, 0, SEEK_SET);
  zip_source_read(buffer, bytes.data(), bytes.size());
  zip_source_close(buffer);
  zip_source_free(buffer);
  zip_error_fini(&error);
  return bytes;
}

struct SheetText {
  std::string name, rows, behind, attributes;  // the XML within sheetData, and behind it
};

// A workbook as Excel lays it out. `workbook`: further XML in its workbook part; `styles`: the formats of styles 1, 2,
// ...
inline Parts workbook_parts(const std::vector<SheetText>& sheets, const std::vector<std::string>& styles = {},
                            const std::vector<std::string>& texts = {}, const std::string& workbook = "") {
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
                    main = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"",
                    document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    package = "http://schemas.openxmlformats.org/package/2006/relationships";
  Parts parts;
  parts["_rels/.rels"] = head + "<Relationships xmlns=\"" + package + "\"><Relationship Id=\"rId1\" Type=\"" +
                         document + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
  std::string list, relations;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string id = std::to_string(i + 1);
    list += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + id + "\" r:id=\"rId" + id + "\"" +
            sheets[i].attributes + "/>";
    relations += "<Relationship Id=\"rId" + id + "\" Type=\"" + document + "/worksheet\" Target=\"worksheets/sheet" +
                 id + ".xml\"/>";
    parts["xl/worksheets/sheet" + id + ".xml"] = head + "<worksheet" + main + "><sheetData>" + sheets[i].rows +
                                                 "</sheetData>" + sheets[i].behind + "</worksheet>";
  }
  relations += "<Relationship Id=\"rId101\" Type=\"" + document + "/styles\" Target=\"styles.xml\"/>" +
               "<Relationship Id=\"rId102\" Type=\"" + document + "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>";
  parts["xl/workbook.xml"] = head + "<workbook" + main + " xmlns:r=\"" + document + "\">" + workbook + "<sheets>" +
                             list + "</sheets></workbook>";
  parts["xl/_rels/workbook.xml.rels"] =
      head + "<Relationships xmlns=\"" + package + "\">" + relations + "</Relationships>";
  std::string formats, cells = "<xf numFmtId=\"0\"/>", shared;
  for (std::size_t i = 0; i < styles.size(); ++i) {
    const std::string id = std::to_string(200 + i);
    formats += "<numFmt numFmtId=\"" + id + "\" formatCode=\"" + styles[i] + "\"/>";
    cells += "<xf numFmtId=\"" + id + "\" applyNumberFormat=\"1\"/>";
  }
  parts["xl/styles.xml"] = head + "<styleSheet" + main + "><numFmts>" + formats + "</numFmts><cellStyleXfs><xf " +
                           "numFmtId=\"14\"/></cellStyleXfs><cellXfs>" + cells + "</cellXfs></styleSheet>";
  for (const std::string& text : texts) shared += "<si>" + text + "</si>";
  parts["xl/sharedStrings.xml"] = head + "<sst" + main + ">" + shared + "</sst>";
  return parts;
}

// Row by row: cells as XML without their references, each <c ...>...</c>, or empty.
inline std::string xml_row(int number, const std::vector<std::string>& cells, const std::string& attributes = "") {
  std::string row = "<row r=\"" + std::to_string(number) + "\"" + attributes + ">";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    const std::string place = std::string(1, static_cast<char>('A' + i)) + std::to_string(number);
    row += "<c r=\"" + place + "\"" + cells[i].substr(2);
  }
  return row + "</row>";
}
inline std::string xml_text(const std::string& text) {
  return text.empty() ? "" : "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}
inline std::string xml_number(const std::string& number, int style = 0) {
  return "<c s=\"" + std::to_string(style) + "\"><v>" + number + "</v></c>";
}
inline std::string xml_texts(int number, const std::vector<std::string>& texts) {
  std::vector<std::string> cells;
  for (const std::string& text : texts) cells.push_back(xml_text(text));
  return xml_row(number, cells);
}

}  // namespace cepol::test
