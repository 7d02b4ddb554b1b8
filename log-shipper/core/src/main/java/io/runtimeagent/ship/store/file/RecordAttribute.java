package io.runtimeagent.ship.store.file;

import io.runtimeagent.ship.store.ObjectRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Optional;

/// Where a file keeps its object's record: an extended attribute, if the file system has such.
///
/// A file without a readable record counts as foreign and is read, so nothing here is an error.
interface RecordAttribute {
  void write(Path file, ObjectRecord record);

  Optional<ObjectRecord> read(Path file);

  /// For file systems that have no extended attributes.
  RecordAttribute NONE =
      new RecordAttribute() {
        @Override
        public void write(Path file, ObjectRecord record) {}

        @Override
        public Optional<ObjectRecord> read(Path file) {
          return Optional.empty();
        }
      };

  /// The attribute `user.runtimeagent`.
  RecordAttribute EXTENDED =
      new RecordAttribute() {
        @Override
        public void write(Path file, ObjectRecord record) {
          UserDefinedFileAttributeView view = view(file);
          if (view == null) {
            return;
          }
          try {
            view.write(
                ObjectRecord.METADATA_NAME,
                ByteBuffer.wrap(record.encode().getBytes(StandardCharsets.US_ASCII)));
          } catch (IOException | UnsupportedOperationException expected) {
            // The file has no record then.
          }
        }

        @Override
        public Optional<ObjectRecord> read(Path file) {
          UserDefinedFileAttributeView view = view(file);
          if (view == null) {
            return Optional.empty();
          }
          try {
            var bytes = ByteBuffer.allocate(view.size(ObjectRecord.METADATA_NAME));
            view.read(ObjectRecord.METADATA_NAME, bytes);
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
            return ObjectRecord.decode(text);
          } catch (IOException | UnsupportedOperationException expected) {
            return Optional.empty();
          }
        }

        private UserDefinedFileAttributeView view(Path file) {
          return Files.getFileAttributeView(
              file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        }
      };
}
