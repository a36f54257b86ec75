import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

/** BioT's portals and APIs, and the object store its signed URLs point at; nothing else is ever contacted. */
const hosts = ['https://*.biot-med.com/*', 'https://*.amazonaws.com/*'];

/** Customers' own domains: each asked for by itself, and only after a click. */
const optionalHosts = ['https://*/*'];

const oldest = ['chrome148', 'firefox140'];

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  imports: false,
  manifestVersion: 3,
  vite: () => ({
    plugins: [preact()],
    // The oldest browsers the manifest admits: nothing is written down for older ones.
    // terser, because what is injected into a portal page is counted to the byte.
    build: {
      target: oldest,
      cssTarget: oldest,
      minify: 'terser',
      terserOptions: { ecma: 2020, compress: { passes: 3, unsafe_arrows: true } },
    },
  }),
  hooks: {
    'vite:build:extendConfig': ([entrypoint], config) => {
      const alias = (find: RegExp, path: string) => {
        const replacement = fileURLToPath(new URL(path, import.meta.url));
        config.resolve = { ...config.resolve, alias: [{ find, replacement }] };
      };
      // Preact's own JSX runtime makes its nodes a second way; a portal's page pays for one only.
      if (entrypoint?.name === 'stage') alias(/^preact\/jsx-runtime$/, 'entrypoints/stage/jsx.ts');
      // The script that comes late draws with the Preact that is there already.
      if (entrypoint?.name === 'handover') alias(/^preact$/, 'entrypoints/handover/preact.ts');
    },
  },
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    action: { default_title: '__MSG_extension_name__' },
    commands: {
      'send-page': {
        description: '__MSG_menu_send__',
        // Chromium gives no extension Alt+Shift+B, nor any other key of its own, and does not say so.
        suggested_key: { default: 'Alt+Shift+U' },
      },
    },
    host_permissions: hosts,
    optional_host_permissions: optionalHosts,
    permissions: [
      'storage',
      'activeTab',
      'webRequest',
      'scripting',
      'alarms',
      'contextMenus',
      'declarativeNetRequestWithHostAccess',
      ...(browser === 'firefox' ? [] : ['offscreen']),
    ],
    // Asked for in the window from which something is sent, by who wants to hear what becomes of it.
    optional_permissions: ['notifications'],
    // A File must arrive as a File: without this key Chromium sends `{}` in its place.
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'attach-for-biot@attach-for-biot.example',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          message_serialization: 'structured_clone',
          // Private windows get an extension of their own, in memory: no File passes from them to the other one.
          incognito: 'split',
          minimum_chrome_version: '148',
          // Firefox reads policies without a schema.
          storage: { managed_schema: 'managed-schema.json' },
        }),
  }),
});
