import { module, serve } from "../../../lib/plugin/sdk.ts";
import { dockerContainer } from "./docker_container.ts";
import { dockerImage } from "./docker_image.ts";
import { dockerNetwork } from "./docker_network.ts";
import { dockerVolume } from "./docker_volume.ts";

serve({
  name: "containers",
  version: "0.1.0",
  capabilities: [
    module("docker_container", dockerContainer),
    module("docker_image", dockerImage),
    module("docker_network", dockerNetwork),
    module("docker_volume", dockerVolume),
  ],
});
