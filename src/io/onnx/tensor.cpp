// Tensors and attributes of the wire format.
#include "io/onnx/wire.hpp"

namespace relevance::onnx {
namespace {

template <class Range, class T>
void append(const Range& range, std::vector<T>& to) {
  for (const auto value : range) to.push_back(T(value));
}

}  // namespace

TensorProto parse_tensor(Reader reader) {
  TensorProto tensor;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case varint(1):
        tensor.dims.push_back(reader.get_int64());
        break;
      case text(1):
        append(reader.get_packed_int64(), tensor.dims);
        break;
      case varint(2):
        tensor.type = reader.get_int32();
        break;
      case fixed32(4):
        tensor.floats.push_back(reader.get_float());
        break;
      case text(4):
        append(reader.get_packed_float(), tensor.floats);
        break;
      case varint(5):
        tensor.integers.push_back(reader.get_int32());
        break;
      case text(5):
        append(reader.get_packed_int32(), tensor.integers);
        break;
      case varint(7):
        tensor.integers.push_back(reader.get_int64());
        break;
      case text(7):
        append(reader.get_packed_int64(), tensor.integers);
        break;
      case text(8):
        tensor.name = name(reader);
        break;
      case text(9):
        tensor.raw = view(reader), tensor.has_raw = true;
        break;
      case fixed64(10):
        tensor.doubles.push_back(reader.get_double());
        break;
      case text(10):
        append(reader.get_packed_double(), tensor.doubles);
        break;
      case text(13):
        tensor.external = true, reader.skip();
        break;
      case varint(14):
        if (reader.get_int32() == 1) tensor.external = true;  // read, whatever field 13 said
        break;
      default:
        reader.skip();
    }
  }
  return tensor;
}

AttributeProto parse_attribute(Reader reader) {
  AttributeProto attribute;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case text(1):
        attribute.name = name(reader);
        break;
      case fixed32(2):
        attribute.f = reader.get_float();
        break;
      case varint(3):
        attribute.i = reader.get_int64();
        break;
      case text(4):
        attribute.s = view(reader);
        break;
      case text(5):
        attribute.tensor.assign(1, parse_tensor(reader.get_message()));
        break;
      case fixed32(7):
        attribute.floats.push_back(reader.get_float());
        break;
      case text(7):
        append(reader.get_packed_float(), attribute.floats);
        break;
      case varint(8):
        attribute.ints.push_back(reader.get_int64());
        break;
      case text(8):
        append(reader.get_packed_int64(), attribute.ints);
        break;
      case varint(20):
        attribute.type = reader.get_int32();
        break;
      default:
        reader.skip();
    }
  }
  return attribute;
}

}  // namespace relevance::onnx
