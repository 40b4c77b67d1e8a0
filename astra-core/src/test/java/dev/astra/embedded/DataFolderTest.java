package dev.astra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.model.ContainerService;
import dev.astra.model.EngineChoice;
import dev.astra.model.Mount;
import dev.astra.model.NamedResource;
import dev.astra.model.Resources;
import dev.astra.model.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path data;

    @Test
    void aNamedVolumesDataHasItsNameAndAnAnonymousOnesTheServices() {
        assertThat(folder(new Mount.Volume("named", "/data", false)).path()).isEqualTo(data.resolve("named"));
        assertThat(folder(new Mount.Volume("", "/data", false)).path()).isEqualTo(data.resolve("store"));
        assertThat(folder(new Mount.Volume("named", "/elsewhere", false)).path()).isEqualTo(data.resolve("store"));
        assertThat(folder(new Mount.Bind(Path.of("/home/x"), "/data", false)).path()).isEqualTo(Path.of("/home/x"));
        assertThat(folder(new Mount.Tmpfs("/data", 0)).owner()).isEqualTo(new DataFolder.Owner.OneRun());
    }

    @Test
    void onlyWhatIsTheStacksOwnIsRemoved() throws Exception {
        Files.createDirectories(data.resolve("named/inside"));
        ContainerService service = service(new Mount.Volume("named", "/data", false));
        Resources external = new Resources(Map.of(),
                Map.of("named", new NamedResource("named", true, "", Map.of(), Map.of())));
        Stack stack = new Stack("s", data, List.of(), EngineChoice.EMBEDDED, Map.of("store", service), external);
        assertThat(EmbeddedData.remove(stack, data)).isEmpty();
        assertThat(EmbeddedData.remove(StoreBench.stack(data, service), data)).containsExactly("named");
        assertThat(data).isEmptyDirectory();
        ContainerService bound = service(new Mount.Bind(data, "/data", false));
        assertThat(EmbeddedData.remove(StoreBench.stack(data, bound), data)).isEmpty();
        assertThat(data).exists();
    }

    private DataFolder folder(Mount mount) {
        return DataFolder.of(service(mount), StoreKind.REDIS, List.of(), data);
    }

    private static ContainerService service(Mount mount) {
        return StoreBench.service("redis", 6379, Map.of(), List.of(mount));
    }
}
