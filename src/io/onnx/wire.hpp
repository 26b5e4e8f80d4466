#pragma once
// Reading protocol buffers field by field, on top of protozero.

#include <protozero/pbf_reader.hpp>

#include "io/onnx/proto.hpp"

namespace relevance::onnx {

using protozero::pbf_wire_type;

/// protozero's reader with a check of its own: where pointers have 32 bits, protozero 1.7.1
/// takes a length of 2³¹ or more for a negative one and walks off to the front.
class Reader : public protozero::pbf_reader {
 public:
  using pbf_reader::pbf_reader;
  bool next() {
    if (!pbf_reader::next()) return false;
    if (wire_type() == pbf_wire_type::length_delimited) {
      const char* begin = data().data();
      const char* end = begin + data().size();
      if (protozero::decode_varint(&begin, end) > uint64_t(end - begin))
        throw protozero::end_of_buffer_exception{};
    }
    return true;
  }
  Reader get_message() { return Reader(get_view()); }
};

// A field together with how it is encoded: another encoding is an unknown field, skipped.
constexpr uint32_t varint(uint32_t field) {
  return protozero::tag_and_type(field, pbf_wire_type::varint);
}
constexpr uint32_t text(uint32_t field) {
  return protozero::tag_and_type(field, pbf_wire_type::length_delimited);
}
constexpr uint32_t fixed32(uint32_t field) {
  return protozero::tag_and_type(field, pbf_wire_type::fixed32);
}
constexpr uint32_t fixed64(uint32_t field) {
  return protozero::tag_and_type(field, pbf_wire_type::fixed64);
}

inline std::string_view view(Reader& reader) {
  const auto data = reader.get_view();
  return {data.data(), data.size()};
}

/// A field of text, which the format wants to be UTF-8. Raises `bad-model` where it is not.
std::string_view name(Reader& reader);

/// Both raise protozero's exceptions where the bytes end too soon.
TensorProto parse_tensor(Reader reader);
AttributeProto parse_attribute(Reader reader);

}  // namespace relevance::onnx
