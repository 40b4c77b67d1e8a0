package dev.astra.config;

import dev.astra.model.ContainerService;
import dev.astra.model.NamedResource;
import dev.astra.model.NativeService;
import dev.astra.model.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A folder of files to be read as a stack.
@NullMarked
public final class StackFixture {
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private Set<String> profiles = Set.of();
    private Set<String> named = Set.of();
    private Optional<Path> file = Optional.empty();

    public StackFixture(Path folder) {
        this.folder = folder;
    }

    public StackFixture file(String name, String text) {
        try {
            Path path = folder.resolve(name);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return this;
    }

    public StackFixture astra(String text) {
        return file("astra.yaml", text);
    }

    public StackFixture variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public StackFixture profiles(String... names) {
        profiles = Set.of(names);
        return this;
    }

    public StackFixture named(String... names) {
        named = Set.of(names);
        return this;
    }

    public StackFixture asking(String name) {
        file = Optional.of(Path.of(name));
        return this;
    }

    public Loaded load() throws ConfigException {
        return StackReader.read(new LoadRequest(file, folder, environment, Optional.empty(), profiles,
                Optional.empty(), named));
    }

    public Stack stack() {
        try {
            return load().stack();
        } catch (ConfigException wrong) {
            throw new AssertionError(wrong.getMessage(), wrong);
        }
    }

    public NativeService process(String name) {
        return (NativeService) stack().service(name);
    }

    public ContainerService container(String name) {
        return (ContainerService) stack().service(name);
    }

    public NamedResource network(String key) {
        return Objects.requireNonNull(stack().resources().networks().get(key));
    }

    public NamedResource volume(String key) {
        return Objects.requireNonNull(stack().resources().volumes().get(key));
    }

    /// The problems as a person sees them in the folder; none when it can be read.
    public List<String> problems() {
        try {
            load();
            return List.of();
        } catch (ConfigException wrong) {
            return wrong.problems().stream().map(each -> each.relativeTo(folder)).toList();
        }
    }

    public List<String> warnings() {
        try {
            return load().warnings().stream().map(each -> each.relativeTo(folder)).toList();
        } catch (ConfigException wrong) {
            throw new AssertionError(wrong.getMessage(), wrong);
        }
    }
}
