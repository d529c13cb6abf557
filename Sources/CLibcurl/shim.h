#pragma once
#include <curl/curl.h>

// curl_easy_setopt takes anything, which Swift cannot call: one function for each kind of value.
typedef size_t (*dudao_curl_bytes)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode dudao_curl_start(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

static inline CURLcode dudao_curl_text(CURL *curl, CURLoption option, const char *text) {
    return curl_easy_setopt(curl, option, text);
}

static inline CURLcode dudao_curl_number(CURL *curl, CURLoption option, long number) {
    return curl_easy_setopt(curl, option, number);
}

static inline CURLcode dudao_curl_list(CURL *curl, CURLoption option, struct curl_slist *list) {
    return curl_easy_setopt(curl, option, list);
}

static inline CURLcode dudao_curl_context(CURL *curl, CURLoption option, void *context) {
    return curl_easy_setopt(curl, option, context);
}

static inline CURLcode dudao_curl_on_bytes(CURL *curl, CURLoption option, dudao_curl_bytes call) {
    return curl_easy_setopt(curl, option, call);
}

static inline CURLcode dudao_curl_on_progress(CURL *curl, curl_xferinfo_callback call) {
    return curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, call);
}

static inline CURLcode dudao_curl_on_socket(CURL *curl, curl_opensocket_callback call) {
    return curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, call);
}

static inline long dudao_curl_status(CURL *curl) {
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    return status;
}
