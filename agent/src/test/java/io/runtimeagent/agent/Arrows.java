package io.runtimeagent.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Which package uses which, read from the class files of all modules.
final class Arrows {
  private static final List<String> MODULES =
      List.of(
          "log-shipper/core",
          "log-shipper/s3",
          "log-shipper/gcs",
          "log-shipper/azure",
          "health-probe",
          "agent");
  private static final Pattern TYPE = Pattern.compile("L([\\w/$]+)/[\\w$]+[;<]");

  private Arrows() {}

  static Map<String, Set<String>> ofAllModules(Path root) {
    var arrows = new TreeMap<String, Set<String>>();
    for (ClassModel model : models(root)) {
      arrows.computeIfAbsent(room(model), room -> new TreeSet<>()).addAll(used(model));
    }
    return arrows;
  }

  static Set<String> whoReadsTheEnvironment(Path root) throws IOException {
    var rooms = new TreeSet<String>();
    for (ClassModel model : models(root)) {
      if (entries(model).anyMatch(Arrows::isGetenv)) {
        rooms.add(room(model));
      }
    }
    return rooms;
  }

  private static boolean isGetenv(PoolEntry entry) {
    return entry instanceof MemberRefEntry member
        && member.owner().asInternalName().equals("java/lang/System")
        && member.name().equalsString("getenv");
  }

  private static Set<String> used(ClassModel model) {
    var used = new TreeSet<String>();
    entries(model).forEach(entry -> add(entry, used));
    return used;
  }

  private static void add(PoolEntry entry, Set<String> used) {
    switch (entry) {
      case ClassEntry type -> {
        String name = type.asInternalName();
        if (!name.startsWith("[") && name.contains("/")) {
          used.add(name.substring(0, name.lastIndexOf('/')).replace('/', '.'));
        }
      }
      case NameAndTypeEntry member -> addTypes(member.type().stringValue(), used);
      case Utf8Entry text -> addTypes(text.stringValue(), used);
      default -> {}
    }
  }

  private static void addTypes(String text, Set<String> used) {
    Matcher types = TYPE.matcher(text);
    while (types.find()) {
      used.add(types.group(1).replace('/', '.'));
    }
  }

  private static Stream<PoolEntry> entries(ClassModel model) {
    return StreamSupport.stream(model.constantPool().spliterator(), false);
  }

  private static String room(ClassModel model) {
    String name = model.thisClass().asInternalName();
    return name.substring(0, name.lastIndexOf('/')).replace('/', '.');
  }

  private static List<ClassModel> models(Path root) {
    return MODULES.stream().flatMap(module -> models(root, module)).toList();
  }

  private static Stream<ClassModel> models(Path root, String module) {
    Path classes = root.resolve(module).resolve("target/classes");
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(Arrows::parse)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(module + " is not compiled", e);
    }
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
