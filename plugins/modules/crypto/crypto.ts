import { module, serve } from "../../../lib/plugin/sdk.ts";
import { opensslCsr } from "./openssl_csr.ts";
import { opensslPrivatekey } from "./openssl_privatekey.ts";
import { x509Certificate } from "./x509_certificate.ts";

serve({
  name: "crypto",
  version: "0.1.0",
  capabilities: [
    module("openssl_csr", opensslCsr),
    module("openssl_privatekey", opensslPrivatekey),
    module("x509_certificate", x509Certificate),
  ],
});
