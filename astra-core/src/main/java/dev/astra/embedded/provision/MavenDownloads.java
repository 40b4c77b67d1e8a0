package dev.astra.embedded.provision;

import dev.astra.launch.LaunchException;
import dev.astra.launch.Progress;
import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.runtime.standalonestatic.StandaloneStaticRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;

/// Fetches artifacts as Maven does: by the user's settings.xml, through `~/.m2/repository`, and only with the right
/// checksum. Loading this class loads Maven's: a second's work that only a first start does.
final class MavenDownloads {
    private MavenDownloads() {}

    /// The files of some artifacts, downloaded where they are not there yet.
    ///
    /// @param what what a person calls them, such as `Postgres 17.11.0`
    /// @param coordinates `group:artifact:version`, each a jar
    static List<Path> fetch(String what, List<String> coordinates, Progress progress)
            throws LaunchException, InterruptedException {
        DownloadProgress listener = new DownloadProgress(what, coordinates.size(), progress);
        FutureTask<List<Path>> task = new FutureTask<>(() -> resolve(coordinates, listener));
        // the transport does not hear interrupts, so it gets a thread that may be left behind for a moment
        Thread.ofPlatform().daemon().name("download " + what).start(task);
        try {
            return task.get();
        } catch (InterruptedException interrupt) {
            listener.cancel();
            throw interrupt;
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            throw failed(what, cause == null ? failure : cause);
        }
    }

    private static LaunchException failed(String what, Throwable cause) {
        return new LaunchException("could not download " + what + ": " + cause.getMessage()
                + "; is the network there? (a proxy or a mirror belongs in ~/.m2/settings.xml)", cause);
    }

    private static List<Path> resolve(List<String> coordinates, DownloadProgress listener)
            throws ArtifactResolutionException {
        ContextOverrides overrides = ContextOverrides.create().withUserSettings(true).build();
        try (Context context = new StandaloneStaticRuntime().create(overrides)) {
            DefaultRepositorySystemSession session = new DefaultRepositorySystemSession(
                    context.repositorySystemSession());
            session.setTransferListener(listener);
            session.setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL);
            List<RemoteRepository> repositories = context.remoteRepositories();
            List<ArtifactRequest> requests = coordinates.stream()
                    .map(each -> new ArtifactRequest(new DefaultArtifact(each), repositories, ""))
                    .toList();
            return context.repositorySystem()
                    .resolveArtifacts(session, requests)
                    .stream()
                    .map(MavenDownloads::file)
                    .toList();
        }
    }

    private static Path file(ArtifactResult result) {
        return result.getArtifact().getFile().toPath();
    }
}
